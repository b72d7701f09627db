variable "name" { type = string }

variable "machine_type" { type = string }

variable "gpus" {
  type = number
  validation {
    condition     = contains([1, 2, 4, 8], var.gpus)
    error_message = "A node has 1, 2, 4 or 8 GPUs."
  }
}

variable "min_nodes" {
  type = number
  validation {
    condition     = var.min_nodes >= 0
    error_message = "min_nodes is 0 or more."
  }
}

variable "max_nodes" {
  type = number
  validation {
    condition     = var.max_nodes >= 1
    error_message = "max_nodes is at least 1."
  }
}

resource "terraform_data" "pool" {
  input = {
    name         = var.name
    machine_type = var.machine_type
    gpus         = var.gpus
    min_nodes    = var.min_nodes
    max_nodes    = var.max_nodes
    taints       = ["nvidia.com/gpu=present:NoSchedule"]
  }
}

output "pool" {
  value = terraform_data.pool.output
}
