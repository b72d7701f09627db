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
  count    = length(var.pools)

  name         = keys(var.pools)[count.index]
  machine_type = values(var.pools)[count.index].machine_type
  gpus         = values(var.pools)[count.index].gpus
  min_nodes    = values(var.pools)[count.index].min_nodes
  max_nodes    = values(var.pools)[count.index].max_nodes
}

output "pools" {
  value = { for made in module.gpu_pool : made.pool.name => made.pool }
}
