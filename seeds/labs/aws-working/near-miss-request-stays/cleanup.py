"""Gives back what the run named on the command line rented: python cleanup.py fraud-7."""

import sys

import boto3

ec2 = boto3.client("ec2")
run = sys.argv[1]
tagged = [{"Name": "tag:run", "Values": [run]}]

instances = [
    each["InstanceId"]
    for page in ec2.get_paginator("describe_instances").paginate(Filters=tagged)
    for reservation in page["Reservations"]
    for each in reservation["Instances"]
]
if instances:
    ec2.terminate_instances(InstanceIds=instances)
    ec2.get_waiter("instance_terminated").wait(InstanceIds=instances)

volumes = [each["VolumeId"] for each in ec2.describe_volumes(Filters=tagged)["Volumes"]]
for volume in volumes:
    ec2.delete_volume(VolumeId=volume)
print(f"{run}: {len(instances)} instances, {len(volumes)} volumes given back")
