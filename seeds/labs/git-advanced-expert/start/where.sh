# sh where.sh REPOSITORY: which refs still reach the key or a large file, and how large the repository is
cd "$1" || exit 1
key=sk-live-7Q2mXw9LrT4vBn8KpZc1
echo "size: $(git count-objects -vH | sed -n 's/size-pack: //p') packed, $(git count-objects -vH | sed -n 's/^size: //p') loose"
git for-each-ref --format='%(refname)' | while read -r ref; do
  found=$(git log --format=%h -S"$key" "$ref" -- | wc -l | tr -d ' ')
  large=$(git rev-list --objects "$ref" | cut -d' ' -f1 | git cat-file --batch-check='%(objecttype) %(objectsize)' | awk '$1 == "blob" && $2 > 1000000' | wc -l | tr -d ' ')
  echo "$ref: $found commits with the key, $large large files"
done
