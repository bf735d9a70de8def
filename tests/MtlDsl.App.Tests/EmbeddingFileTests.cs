using MtlDsl.Deployment;
using MtlDsl.Training.Checkpoints;

namespace MtlDsl.App.Tests;

/// <summary>Vectors are written as a whole or not at all.</summary>
public sealed class EmbeddingFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public void A_full_disk_is_told()
    {
        Skip.IfNot(File.Exists("/dev/full"), "no device that is always full");
        var (path, head) = (folder["embeddings.json"], AllHeads.Architecture.Heads.OfType<EmbeddingHead>().Single());
        var file = new EmbeddingFile();
        file.Add("a", new EmbeddingPrediction(head, new float[8]));
        file.Write(path).ShouldBeTrue();
        File.ReadAllText(path).ShouldBe("""{"Place":{"a":[0,0,0,0,0,0,0,0]}}""");

        File.CreateSymbolicLink(folder["full.json"], "/dev/full");

        Should.Throw<CheckpointException>(() => file.Write(folder["full.json"])).Message.ShouldContain(folder["full.json"]);
    }
}
