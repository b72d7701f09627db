resource "terraform_data" "vpc" {
  input = { cidr = "10.20.0.0/16" }
}

resource "terraform_data" "subnet" {
  for_each = { gpu = "10.20.0.0/18", web = "10.20.64.0/18" }
  input    = { vpc = terraform_data.vpc.id, cidr = each.value }
}

resource "terraform_data" "cluster" {
  input            = { name = "ml-prod", version = "1.34", subnet = terraform_data.subnet["gpu"].id }
  triggers_replace = ["network-tag=gpu-net"]
}

output "cluster" {
  value = terraform_data.cluster.output.name
}
