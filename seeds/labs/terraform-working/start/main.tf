# Three GPU node pools, each written out. terraform_data stands in for the cloud's own resource
# (google_container_node_pool, aws_eks_node_group), so that a plan costs nothing and needs no account.
resource "terraform_data" "train_a100" {
  input = { name = "train-a100", machine_type = "a2-highgpu-1g", gpus = 1, min_nodes = 0, max_nodes = 6 }
}

resource "terraform_data" "infer_l4" {
  input = { name = "infer-l4", machine_type = "g2-standard-8", gpus = 1, min_nodes = 2, max_nodes = 3 }
}

resource "terraform_data" "notebooks" {
  input = { name = "notebooks", machine_type = "n1-standard-8", gpus = 1, min_nodes = 0, max_nodes = 2 }
}
