using MtlDsl.Deployment;
using MtlDsl.Training.Checkpoints;

namespace MtlDsl.App.Tests;

/// <summary>Vectors are written as a whole or not at all.</summary>
public sealed class EmbeddingFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public void A_full_disk_leaves_the_file_of_before()
    {
        Skip.IfNot(File.Exists("/dev/full"), "no device that is always full");
        var (path, head) = (folder["embeddings.json"], AllHeads.Architecture.Heads.OfType<EmbeddingHead>().Single());
        var file = new EmbeddingFile();
        file.Add("a", new EmbeddingPrediction(head, new float[8]));
        file.Write(path).ShouldBeTrue();
        var before = File.ReadAllText(path);
        before.ShouldBe("""{"Place":{"a":[0,0,0,0,0,0,0,0]}}""");

        File.CreateSymbolicLink(path + ".writing", "/dev/full");
        file.Add("b", new EmbeddingPrediction(head, new float[8]));

        Should.Throw<CheckpointException>(() => file.Write(path)).Message.ShouldContain(path);
        File.ReadAllText(path).ShouldBe(before);
    }
}
