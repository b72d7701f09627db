variable "pools" {
  description = "GPU node pools by name."
  type = map(object({
    machine_type = string
    gpus         = number
    min_nodes    = number
    max_nodes    = number
  }))
}

module "gpu_pool" {
  source   = "./modules/gpu_pool"
  for_each = var.pools

  name         = each.key
  machine_type = each.value.machine_type
  gpus         = each.value.gpus
  min_nodes    = each.value.min_nodes
  max_nodes    = each.value.max_nodes
}

output "pools" {
  value = { for name, made in module.gpu_pool : name => made.pool }
}
