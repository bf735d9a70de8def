using System.Diagnostics;
using MtlDsl.Training.Checkpoints;

namespace MtlDsl.Training.Tests.Checkpoints;

public sealed class KilledWriterTests : IDisposable
{
    // On a busy machine a writer may be killed between two writings many times.
    private const int Kills = 8, MostKills = 100;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_writer_killed_at_any_moment_leaves_a_whole_file()
    {
        var path = folder["checkpoint.safetensors"];
        var random = new Random(3);
        var leftovers = 0;
        for (var kill = 0; kill < Kills || (leftovers == 0 && kill < MostKills); kill++)
        {
            using var writer = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(CheckpointWriter).Assembly.Location, "write", path])
            {
                RedirectStandardOutput = true,
            })!;
            writer.StandardOutput.ReadLine().ShouldBe("0");
            Thread.Sleep(random.Next(40));
            writer.Kill();
            writer.WaitForExit();

            using var file = SafeTensors.Open(path);
            var values = file["values"].ReadFloats();
            values.Length.ShouldBe(CheckpointWriter.Count);
            values.ShouldAllBe(value => value == values[0]);
            leftovers += Directory.GetFiles(folder.FullName).Length - 1;
        }
        leftovers.ShouldBeGreaterThan(0, "no kill came in the middle of a writing, so nothing was shown");
    }
}
