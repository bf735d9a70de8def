namespace MtlDsl.Deployment.Tests;

/// <summary>Tests that count what the whole process allocates, or how far threads have come: nothing else runs meanwhile.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class AloneCollection;
