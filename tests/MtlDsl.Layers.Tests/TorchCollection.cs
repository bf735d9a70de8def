namespace MtlDsl.Layers.Tests;

/// <summary>Tests that compute with torch run one after the other: it takes all cores for itself.</summary>
[CollectionDefinition("torch", DisableParallelization = true)]
public class TorchCollection;
