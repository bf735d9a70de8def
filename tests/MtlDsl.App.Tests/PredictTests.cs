using MtlDsl.Imaging;
using MtlDsl.Onnx;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Tests;
using MtlDsl.Vision;

namespace MtlDsl.App.Tests;

/// <summary>What <c>predict</c> says of its own accord: what it leaves out, renames, or cannot see.</summary>
public sealed class PredictTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CommandLine program = new();

    public PredictTests()
    {
        TorchSharp.torch.manual_seed(1);
        using var network = new TinyNetwork();
        TinyNetwork.ToOnnx(new ModuleWeights(network)).Save(folder["model.onnx"]);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_table_that_is_cut_says_so()
    {
        for (var number = 0; number < 8; number++)
            Image($"photo{number}.png", 32, 32);

        await Predict("--score", "0.01", "--out", folder["out"], folder["images"]);

        program.Output.ShouldMatch(@"These are the first 200 of \d+ rows; --json FILE writes all\.");
        program.Output.Split('\n').Count(line => line.StartsWith("| photo", StringComparison.Ordinal)).ShouldBe(200);
    }

    [Fact]
    public async Task Names_with_spaces_are_words_in_the_results_of_Pascal_VOC_and_it_is_said()
    {
        Image("my photo.png", 32, 32);
        Image("my_photo.png", 32, 32);
        Image("two\nlines.png", 32, 32);

        await Predict("--score", "0.01", "--voc", folder["voc"], folder["images"]);

        program.Output.ShouldContain("'my photo' is 'my_photo' there");
        var lines = Directory.GetFiles(folder["voc"]).SelectMany(File.ReadLines).Select(line => line.Split(' ')).ToList();
        lines.ShouldAllBe(words => words.Length == 6);
        lines.Select(words => words[0]).Distinct().ShouldBe(["my_photo", "my_photo-2", "two_lines"], ignoreOrder: true);
    }

    [Fact]
    public async Task Photos_that_lose_most_of_their_pixels_are_counted()
    {
        Image("large.png", 400, 200);
        Image("larger.png", 200, 512);
        Image("small.png", 64, 64);

        await Predict("--out", folder["out"], folder["images"]);

        program.Output.Replace("\n", " ").ShouldContain("2 of the images have far more pixels than the network sees: 200 x 512 were reduced to 32 x 32, 16 to 1");
        await Predict("--out", folder["out"], Path.Combine(folder["images"], "small.png"));
        program.Output.ShouldNotContain("far more pixels");
    }

    [Fact]
    public void A_folder_that_goes_in_between_is_told()
    {
        var output = new OutputFolder(folder["out"]);
        output.Check();
        File.WriteAllText(output.Next("a.png"), "");
        File.WriteAllText(output.Next("b.png"), "");
        output.Check();
        Directory.Delete(folder["out"], recursive: true);

        Should.Throw<IOException>(output.Check).Message.ShouldBe($"{folder["out"]} was deleted or moved while files were written to it; the 2 so far are lost.");
        Should.Throw<IOException>(() => output.Next("c.png"));
    }

    private async Task Predict(params string[] arguments) =>
        (await program.Run(["predict", "--onnx", folder["model.onnx"], "--threads", "1", .. arguments])).ShouldBe(ExitCode.Success, program.Error);

    private void Image(string name, int width, int height)
    {
        var image = new RgbImage(width, height);
        new Random(width + name.Length).NextBytes(image.Pixels);
        ImageFile.Write(Path.Combine(folder["images"], name), image);
    }
}
