namespace MtlDsl.Generators;

/// <summary>Names of the pipelines' steps, by which tests follow what is cached.</summary>
internal static class TrackingNames
{
    public const string Capabilities = nameof(Capabilities);
    public const string Model = nameof(Model);
    public const string DataAdapter = nameof(DataAdapter);
}
