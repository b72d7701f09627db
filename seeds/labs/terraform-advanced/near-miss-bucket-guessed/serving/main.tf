data "terraform_remote_state" "base" {
  backend = "local"
  config  = { path = "../base/terraform.tfstate" }
}

resource "terraform_data" "pool" {
  for_each = {
    a100 = { machine_type = "a2-highgpu-1g", max_nodes = 6 }
    l4   = { machine_type = "g2-standard-8", max_nodes = 9 }
  }
  input = merge(each.value, { cluster = data.terraform_remote_state.base.outputs.cluster })
}

resource "terraform_data" "route" {
  for_each = toset(["ranker", "embedder"])
  input    = { cluster = data.terraform_remote_state.base.outputs.cluster, host = "${each.key}.ml.internal" }
}

import {
  to = terraform_data.eval_sets
  id = "acme-eval-sets"
}

resource "terraform_data" "eval_sets" {
  input = { location = "europe-west4", retention_days = 30 }
}
