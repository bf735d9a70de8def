using System.Text.Json;
using MtlDsl.Imaging;
using MtlDsl.Scenes;
using MtlDsl.Training;
using MtlDsl.Vision;

namespace MtlDsl.App.Tests;

/// <summary>The commands with a head of each kind.</summary>
public sealed class AllHeadsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task From_training_to_pictures()
    {
        await Run("train", "--iterations", "6");
        output.ToString().ShouldContain("Height delta<1.25");
        // Said after the first epoch, once.
        output.ToString().Split('\n').Where(line => line.StartsWith("warning: ", StringComparison.Ordinal)).Select(line => line.Split(':')[1]).ShouldBe(
            [" Kind had nothing to learn from in 3 steps and stays as it started", " Place had nothing to learn from in 3 steps and stays as it started"]);

        await Run("export");
        foreach (var name in new[] { "seg_scores", "dense_values", "mbox_conf_out", "mbox_location_out", "class_scores", "embedding" })
            output.ToString().ShouldContain(name);

        await Run("verify", "--random", "1");
        output.ToString().ShouldNotContain("DIFFERS");

        await Run("evaluate");
        var table = output.ToString();
        table.ShouldContain("| delta<1.25 | ");
        table.ShouldContain("RMSE");
        // Nothing labels them, so there is nothing to measure.
        Row(table, "Kind (0 images)")[2].ShouldBe("-");
        Row(table, "Place (0 images)").ShouldBe(["mean", "-", "-"]);
        Row(table, "Height (3 images)").Skip(1).ShouldAllBe(cell => cell != "-");

        var scene = AerialScene.Render(7, new PixelSize(120, 80)).Image;
        ImageFile.Write(folder["scene.png"], scene);
        await Run("predict", "--out", folder["out"], folder["scene.png"]);
        output.ToString().ShouldContain("Kind: ");
        // The picture and, beside it, the heights.
        var picture = ImageFile.Read(Path.Combine(folder["out"], "scene.png"));
        picture.Width.ShouldBe(2 * 960 + 8);
        using var embeddings = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["out"], "embeddings.json")));
        var vector = embeddings.RootElement.GetProperty("Place").GetProperty("scene").EnumerateArray().Select(value => value.GetSingle()).ToArray();
        vector.Length.ShouldBe(8);
        vector.Sum(value => value * value).ShouldBe(1, 1e-3f);
        output.ToString().ShouldContain("embeddings.json");
        Directory.GetFiles(folder["out"]).Select(Path.GetFileName).Order().ShouldBe(["embeddings.json", "scene.png"]);
    }

    private async Task Run(string command, params string[] args)
    {
        output.GetStringBuilder().Clear();
        var program = MultitaskApp.For<AllHeads>().With<AllHeadsScenes>().Defaults(new TrainingOptions { BatchSize = 4, LearningRate = 0.01, CheckpointEvery = 0 });
        (await program.RunAsync([command, "--run", folder["run"], .. args], output, error, CancellationToken.None)).ShouldBe(ExitCode.Success, $"{error}");
    }

    // The cells of the first line of a table, which says what the whole head reaches.
    private static string[] Row(string text, string table)
    {
        var lines = text.Split('\n');
        var title = Array.FindIndex(lines, line => line.Contains(table, StringComparison.Ordinal));
        return [.. lines[title + 2].Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
