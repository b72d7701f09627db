# sh gate.sh WIRE: what this category of rules says of each pull request against main
for pull in pulls/*; do
  echo "== $(basename $pull): $(cat $pull/TITLE)"
  (cd $pull && buf breaking --against ../../main --config '{"version":"v2","breaking":{"use":["'"$1"'"]}}') && echo "   passes"
done
