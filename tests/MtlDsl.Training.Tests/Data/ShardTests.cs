using MtlDsl.Training.Data;

namespace MtlDsl.Training.Tests.Data;

public sealed class ShardTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void ShardsSeeTogetherWhatOneLoaderSees(int count)
    {
        using var whole = Load(new() { BatchSize = 8, Seed = 5, Workers = 2 });
        BatchLoader[] shards =
        [
            .. Enumerable.Range(0, count).Select(index => Load(new() { BatchSize = 8 / count, Seed = 5, Shard = new(index, count), Workers = 1 })),
        ];

        // More than an epoch, so that every shard shuffles anew by itself.
        for (var step = 0; step < 5; step++)
        {
            using var expected = whole.Next();
            Batch[] parts = [.. shards.Select(shard => shard.Next())];
            BatchContent.Bytes(parts).ShouldBe(BatchContent.Bytes([expected]));
        }
        foreach (var shard in shards)
            shard.Dispose();
    }

    [Fact]
    public void AShardIsTakenUpWhereItWasLeft()
    {
        using var all = Load(new() { BatchSize = 3, Shard = new(1, 2) });
        for (var step = 0; step < 4; step++)
            all.Next().Dispose();
        using var rest = Load(new() { BatchSize = 3, Shard = new(1, 2), FirstBatch = 4 });

        BatchContent.Fingerprint(rest.Next()).ShouldBe(BatchContent.Fingerprint(all.Next()));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(-1, 2)]
    public void RefusesAShardThatIsNone(int index, int count) =>
        Should.Throw<ArgumentException>(() => Load(new() { BatchSize = 1, Shard = new(index, count) }));

    private static BatchLoader Load(BatchLoaderOptions options) =>
        new([new BatchFeed(new TinyAdapter(new PhotometricDistortion(), new Expand(2), new MinOverlapCrop(), new RandomFlip()), MemorySource.Noise(11))], options);
}
