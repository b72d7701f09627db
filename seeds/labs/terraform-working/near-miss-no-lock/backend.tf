terraform {
  required_version = ">= 1.11"

  backend "s3" {
    bucket       = "ml-tfstate"
    key          = "gpu-pools/terraform.tfstate"
    region       = "us-east-1"
    encrypt      = true
  }
}
