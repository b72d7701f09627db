"""The keys of one version of a dataset, as its readers list them: python look.py clicks 1"""

import sys

from client import s3
from upload import prefix_for

client, prefix = s3(), prefix_for(sys.argv[1], int(sys.argv[2]))
for each in client.list_objects_v2(Bucket="datasets", Prefix=prefix).get("Contents", []):
    head = client.head_object(Bucket="datasets", Key=each["Key"], ChecksumMode="ENABLED")
    print(f"{each['Size']:>10}  {each['Key']}  ETag {head['ETag']}  SHA-256 {head.get('ChecksumSHA256')}")
print(len(client.list_multipart_uploads(Bucket="datasets").get("Uploads", [])), "unfinished uploads")
