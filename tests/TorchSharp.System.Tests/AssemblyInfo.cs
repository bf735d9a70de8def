// The tests share libtorch's default generator and the count of live tensors.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
