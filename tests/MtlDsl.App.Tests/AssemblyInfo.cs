// Commands set the number of threads and the seed of the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
