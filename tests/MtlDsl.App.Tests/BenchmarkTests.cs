using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using MtlDsl.App.Benchmarking;
using MtlDsl.Models;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Tests;

namespace MtlDsl.App.Tests;

public sealed class BenchmarkTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CommandLine program = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_program_measures_its_network_in_processes_of_its_own()
    {
        var (json, svg) = (folder["new/figures.json"], folder["chart.svg"]);
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", ["exec", typeof(BenchmarkTests).Assembly.Location, "benchmark", "--rounds", "3", "--threads", "1,2", "--batch", "1,2", "--profile", "--json", json, "--svg", svg])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(ExitCode.Success, await error);
        foreach (var name in new[] { "trunk alone", "Surfaces only", "Objects only", "TinyNetwork", "one after the other", "at once" })
            output.ShouldContain($"| {name} ");
        output.ShouldContain("The study's networks");
        output.ShouldContain("| Conv ");

        var figures = JsonNode.Parse(File.ReadAllText(json))!;
        var rows = figures["measured"]!.AsArray().Select(row => row!).ToList();
        rows.Count.ShouldBe(6 * 2 * 2);
        rows.ShouldAllBe(row => row["median"]!.GetValue<double>() > 0 && row["p99"]!.GetValue<double>() >= row["median"]!.GetValue<double>());
        rows.Where(row => row["threads"]!.GetValue<int>() == 1).ShouldAllBe(row => row["peak"]!.GetValueKind() == JsonValueKind.Number);
        long Weights(string name) => rows.First(row => row["name"]!.GetValue<string>() == name)["weights"]!.GetValue<long>();
        Weights("one after the other").ShouldBe(Weights("Surfaces only") + Weights("Objects only"));
        Weights("trunk alone").ShouldBeLessThan(Weights("Surfaces only"));
        figures["twinsOverMultitask"]!.AsArray().Count.ShouldBe(4);
        figures["profile"]!.AsArray().Count.ShouldBeGreaterThan(2);
        XDocument.Load(svg).Descendants().Count(element => element.Name.LocalName == "rect").ShouldBe(6 * 4 + 3 * 5);
    }

    [Fact]
    public async Task Exported_files_are_measured_against_each_other()
    {
        Export<TinyNetwork>().Save(folder["a.onnx"]);
        Export<TinyNetwork>(new ExportOptions { Batch = 2 }).Save(folder["b.onnx"]);

        (await program.Run("benchmark", "--onnx", folder["a.onnx"], folder["b.onnx"], "--rounds", "2", "--threads", "1", "--skip-memory")).ShouldBe(ExitCode.Success, program.Error);

        program.Output.ShouldMatch(@"a\.onnx +\| +1 +\| +1 ");
        program.Output.ShouldMatch(@"b\.onnx +\| +1 +\| +2 ");
        program.Output.ShouldNotContain("study");
    }

    [Fact]
    public void What_is_cut_out_of_the_network_is_what_the_generated_twins_export()
    {
        using var network = new SmallAerial();
        var weights = new ModuleWeights(network);

        var written = DeclaredNetworks.Write(SmallAerial.ToOnnx(weights), SmallAerial.Architecture, folder.FullName).ToDictionary(item => item.Candidate.Name, item => item.Candidate.Files);

        Same("Surfaces only", SmallAerial.SurfacesOnly.ToOnnx(weights));
        Same("Objects only", SmallAerial.ObjectsOnly.ToOnnx(weights));
        written["at once"].ShouldBe([.. written["Surfaces only"], .. written["Objects only"]]);
        var trunk = OnnxModel.Load(written["trunk alone"].Single());
        (trunk.Nodes[^1].Type, trunk.Nodes[^2].Type).ShouldBe(("Relu", "Add"));
        trunk.ConstantNames.Where(name => name.EndsWith(".weight", StringComparison.Ordinal)).ShouldBe(
            network.Trunk.state_dict().Where(item => item.Value.dim() == 4).Select(item => $"trunk.{item.Key}"), ignoreOrder: true);

        void Same(string name, OnnxModel twin)
        {
            var cut = OnnxModel.Load(written[name].Single());
            cut.Nodes.Select(node => $"{node.Name} {node.Type} {string.Join(' ', node.Inputs)}").ShouldBe(twin.Nodes.Select(node => $"{node.Name} {node.Type} {string.Join(' ', node.Inputs)}"));
            cut.ConstantNames.ShouldBe(twin.ConstantNames, ignoreOrder: true);
        }
    }

    [Theory]
    [InlineData("--threads 0", "--threads is 0")]
    [InlineData("--threads 1,x", "--threads is 1,x")]
    [InlineData("--batch -1", "--batch is -1")]
    [InlineData("--rounds 0", "--rounds is 0")]
    [InlineData("--onnx a.onnx --batch 2", "do not go with it")]
    public async Task Wrong_usage_is_refused(string arguments, string expected)
    {
        (await program.Run(["benchmark", .. arguments.Split(' ')])).ShouldBe(ExitCode.Usage);

        program.Error.ShouldContain(expected);
    }

    [Theory]
    [InlineData("--onnx none.onnx", "none.onnx")]
    [InlineData("--weights none.safetensors", "none.safetensors")]
    [InlineData("--provider Cuda", "CUDAExecutionProvider")]
    public async Task What_cannot_be_measured_is_named(string arguments, string expected)
    {
        (await program.Run(["benchmark", "--skip-memory", .. arguments.Split(' ')])).ShouldBe(ExitCode.Failure);

        program.Error.ShouldContain(expected);
    }

    private static OnnxModel Export<TModel>(ExportOptions? options = null) where TModel : class, IMultitaskModel, IOnnxExportable, new()
    {
        using var model = new TModel();
        return TModel.ToOnnx(new ModuleWeights(model.Module), options);
    }
}
