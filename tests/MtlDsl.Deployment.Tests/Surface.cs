namespace MtlDsl.Deployment.Tests;

public enum Surface
{
    Road,
    Grass,
    Water,
}
