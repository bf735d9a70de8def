using System.Text.Json;

namespace MtlDsl.Onnx.Tests;

/// <summary>What ONNX's own checker and a live PyTorch say.</summary>
public sealed class PythonTests
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "Fixtures", "operators.py");

    [SkippableTheory]
    [InlineData(11)]
    [InlineData(13)]
    public void ONNX_checker_accepts_every_layer(int opset)
    {
        Python.Require("torch", "onnx");
        using var folder = new TemporaryFolder();
        var count = 0;
        foreach (var name in OperatorCases.Names)
        foreach (var batch in new int?[] { 1, null })
        {
            OperatorCases.Get(name).Build(new ExportOptions { Opset = opset, Batch = batch }).Model.Save(folder[$"{name} {batch?.ToString() ?? "N"}.onnx"]);
            count++;
        }

        SmallNetwork.Build(new ExportOptions { Opset = opset }).Save(folder["network.onnx"]);
        Python.RunFile(Script, "check", folder.FullName).Trim().ShouldBe($"{count + 1} checked");
    }

    [SkippableFact]
    public void The_stored_answers_are_those_of_this_PyTorch()
    {
        Python.Require("torch", "onnx");
        var stored = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "operators.json"))).RootElement;
        var live = JsonDocument.Parse(Python.RunFile(Script, "expect")).RootElement;

        foreach (var answer in live.EnumerateObject())
            Values(stored.GetProperty(answer.Name)).ShouldBe(Values(answer.Value), 1e-5, answer.Name);

        static IEnumerable<float> Values(JsonElement answer) => answer.GetProperty("values").EnumerateArray().Select(value => value.GetSingle());
    }
}
