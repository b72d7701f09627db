# Everything the ranking platform runs on, in one state. terraform_data stands in for the cloud's resources: its `input` is what
# the provider would send, and a change of `triggers_replace` destroys and creates it anew, as a new network does to a cluster.

resource "terraform_data" "vpc" {
  input = { cidr = "10.20.0.0/16" }
}

resource "terraform_data" "subnet" {
  for_each = { gpu = "10.20.0.0/18", web = "10.20.64.0/18" }
  input    = { vpc = terraform_data.vpc.id, cidr = each.value }
}

resource "terraform_data" "cluster" {
  input            = { name = "ml-prod", version = "1.33", subnet = terraform_data.subnet["gpu"].id }
  triggers_replace = ["network-tag=gpu"]
}

resource "terraform_data" "pool" {
  for_each = {
    a100 = { machine_type = "a2-highgpu-1g", max_nodes = 6 }
    l4   = { machine_type = "g2-standard-8", max_nodes = 6 }
  }
  input = merge(each.value, { cluster = terraform_data.cluster.output.name })
}

resource "terraform_data" "route" {
  for_each = toset(["ranker", "embedder"])
  input    = { cluster = terraform_data.cluster.output.name, host = "${each.key}.ml.internal" }
}
