namespace MtlDsl.Training.Tests;

/// <summary>Tests that set the number of threads, the seed, or count tensors; they run one after the other, with no test beside them.</summary>
[CollectionDefinition("torch", DisableParallelization = true)]
public class TorchCollection;
