namespace MtlDsl.Deployment.Tests;

public enum Vehicle
{
    Car,
    Truck,
}
