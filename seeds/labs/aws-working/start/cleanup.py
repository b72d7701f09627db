"""Gives back what the run named on the command line rented: python cleanup.py fraud-7."""

import sys

import boto3

ec2 = boto3.client("ec2")
run = sys.argv[1]
