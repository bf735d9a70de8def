using System.Text.Json;
using MtlDsl.Training;

namespace MtlDsl.App.Tests;

/// <summary>A mistyped command line is answered with what can be typed and what may have been meant, and never understood as something else.</summary>
public sealed class CommandLineMistakeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CommandLine program = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("trian", "error: There is no command trian. Did you mean 'train'?")]
    [InlineData("fly", "error: There is no command fly.")]
    [InlineData("train --itterations 5", "error: train has no option --itterations. Did you mean '--iterations'?")]
    [InlineData("train words", "error: train has no use for 'words'.")]
    [InlineData("export --board Orin", "error: --board is Orin; it is one of Any, JetsonNano,", "Did you mean 'JetsonOrin")]
    [InlineData("predict a.png --provider GPU", "error: --provider is GPU; it is one of Cpu, Cuda, TensorRt.")]
    [InlineData("train --policy cosin", "Did you mean 'Cosine'?")]
    [InlineData("train --lr 0,01", "error: --lr is 0,01; it takes a number, written with a point: 0.01.")]
    [InlineData("train --weight-decay 0,05", "error: --weight-decay is 0,05; it takes a number, written with a point: 0.05.")]
    [InlineData("train --lr 1,000.5", "error: --lr is 1,000.5; it takes a number.")]
    [InlineData("train --lr nan", "error: --lr is nan; it takes a number.")]
    [InlineData("train --iterations 1,000", "error: --iterations is 1,000; it takes a whole number.")]
    [InlineData("train --iterations 2.5", "error: --iterations is 2.5; it takes a whole number.")]
    [InlineData("train --iterations 99999999999", "error: --iterations is 99999999999; it takes a whole number.")]
    [InlineData("train --policy Step --steps 20 4,0", "error: --steps is 4,0; it takes a whole number.")]
    [InlineData("train --lr-factor Trunk=0,5", "error: --lr-factor is 0,5; it takes a number, written with a point: 0.5.")]
    [InlineData("train --samples Objects=1,5", "error: --samples is 1,5; it takes a whole number.")]
    [InlineData("predict a.png --score 0,3", "error: --score is 0,3; it is a share, 0 to 1, written with a point.")]
    [InlineData("benchmark --threads 1,x", "error: --threads is 1,x;")]
    public async Task It_is_answered(string arguments, params string[] expected)
    {
        (await program.Run(arguments.Split(' '))).ShouldBe(ExitCode.Usage);

        foreach (var text in expected)
            program.Error.ShouldContain(text);
        program.Error.ShouldNotContain("System.");
        program.Error.Trim().Split('\n').Length.ShouldBeLessThanOrEqualTo(2, program.Error);
    }

    [Theory]
    [MemberData(nameof(Culture.Names), MemberType = typeof(Culture))]
    public void Numbers_are_read_alike_on_every_machine(string culture)
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Culture.In(culture, () => program.Run(stop.Token, "train", "--run", folder["run"], "--lr", "0.025", "--lr-factor", "Trunk=1.5", "--policy", "Step", "--steps", "20", "40").Result)
            .ShouldBe(ExitCode.Interrupted, program.Error);

        using var settings = JsonDocument.Parse(File.ReadAllText(new RunFolder(folder["run"]).Settings));
        settings.RootElement.GetProperty("learningRate").GetDouble().ShouldBe(0.025);
        settings.RootElement.GetProperty("learningRateFactors").GetProperty("Trunk").GetDouble().ShouldBe(1.5);
        settings.RootElement.GetProperty("steps").EnumerateArray().Select(step => step.GetInt32()).ShouldBe([20, 40]);
    }

    [Fact]
    public async Task What_comes_from_outside_does_not_reach_the_terminal_as_it_is()
    {
        var name = folder["red\u001b[31m.onnx"];

        (await program.Run("predict", "--onnx", name, "a.png")).ShouldBe(ExitCode.Failure);
        (await program.Run("evaluate", "--weights", name)).ShouldBe(ExitCode.Failure);

        program.Error.ShouldContain("red\\x1b[31m.onnx");
        program.Error.ShouldNotContain("\u001b");
        (await program.Run("evaluate", "--weights", name, "--verbose")).ShouldBe(ExitCode.Failure);
        program.Error.ShouldNotContain("\u001b");
        program.Error.ShouldContain("\n   at ");
    }
}
