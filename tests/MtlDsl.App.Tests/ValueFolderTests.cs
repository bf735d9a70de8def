using MtlDsl.Imaging;
using MtlDsl.Models;
using MtlDsl.Training;
using MtlDsl.Vision;

namespace MtlDsl.App.Tests;

/// <summary>Heights alone, learnt from files.</summary>
[MultitaskModel<SmallResNet>(Width = 64, Height = 64)]
internal sealed partial class HeightNetwork
{
    [DenseHead(SmallResNet.Stride16, Skip = [SmallResNet.Stride4])]
    [SmoothL1Loss]
    public partial RegressionHead Height { get; }
}

[ValueFolder<HeightNetwork>(Values = "dsm", ValueSuffix = "_dsm", Scale = 0.01, Offset = 2, NoData = -9999, Quantity = "Height", Tiles = 2, GroupBy = "_")]
internal sealed partial class HeightData;

/// <summary>The commands over a declared folder of measured values.</summary>
public sealed class ValueFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public ValueFolderTests()
    {
        for (var number = 0; number < 5; number++)
        {
            var image = new RgbImage(96, 80);
            new Random(number).NextBytes(image.Pixels);
            ImageFile.Write(folder[$"data/images/{number}_photo.png"], image);
            Directory.CreateDirectory(folder["data/dsm"]);
            // Half of it was not measured.
            File.WriteAllBytes(folder[$"data/dsm/{number}_photo_dsm.tif"], FloatTiff.Write(96, 80, Enumerable.Range(0, 96 * 80).Select(i => i % 2 == 0 ? -9999f : 100 * number)));
        }
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_check_counts_the_values_that_were_measured()
    {
        await Run("data", "check", "--data", folder["data"], "--out", folder["check"]);

        output.ToString().ShouldContain("Nothing is wrong with the data.");
        // Four photos for training and one for testing, cut in four tiles of 48x40 each.
        var row = output.ToString().Split('\n').Single(line => line.StartsWith("| all ", StringComparison.Ordinal));
        row.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ShouldBe(["all", "16", "15360", "4", "3840"]);
        ImageFile.Read(folder["check/HeightData.png"]).Width.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task A_regression_head_learns_from_them_and_is_measured()
    {
        await Run("train", "--data", folder["data"], "--run", folder["run"], "--iterations", "4");
        output.ToString().ShouldContain("Height delta<1.25");

        output.GetStringBuilder().Clear();
        await Run("evaluate", "--data", folder["data"], "--run", folder["run"]);
        output.ToString().ShouldContain("Height (4 images)");
        output.ToString().ShouldContain("RMSE");
    }

    private async Task Run(params string[] args)
    {
        var program = MultitaskApp.For<HeightNetwork>().With<HeightData>().Defaults(new TrainingOptions { BatchSize = 4, LearningRate = 0.001, CheckpointEvery = 0 });
        (await program.RunAsync(args, output, error, CancellationToken.None)).ShouldBe(ExitCode.Success, $"{output}{error}");
    }
}
