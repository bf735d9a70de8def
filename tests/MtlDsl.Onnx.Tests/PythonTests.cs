using System.Text.Json;

namespace MtlDsl.Onnx.Tests;

/// <summary>What ONNX's own checker and a live PyTorch say.</summary>
public sealed class PythonTests
{
    [SkippableTheory]
    [InlineData(11)]
    [InlineData(13)]
    public void ONNX_checker_accepts_every_layer(int opset)
    {
        var folder = Directory.CreateTempSubdirectory("mtldsl-onnx-");
        try
        {
            var count = 0;
            foreach (var name in OperatorCases.Names)
            foreach (var batch in new int?[] { 1, null })
            {
                OperatorCases.Get(name).Build(new ExportOptions { Opset = opset, Batch = batch }).Model
                    .Save(Path.Combine(folder.FullName, $"{name} {batch?.ToString() ?? "N"}.onnx"));
                count++;
            }

            SmallNetwork.Build(new ExportOptions { Opset = opset }).Save(Path.Combine(folder.FullName, "network.onnx"));
            Python.Run("check", folder.FullName).Trim().ShouldBe($"{count + 1} checked");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [SkippableFact]
    public void The_stored_answers_are_those_of_this_PyTorch()
    {
        var stored = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "operators.json"))).RootElement;
        var live = JsonDocument.Parse(Python.Run("expect")).RootElement;

        foreach (var answer in live.EnumerateObject())
            Values(stored.GetProperty(answer.Name)).ShouldBe(Values(answer.Value), 1e-5, answer.Name);

        static IEnumerable<float> Values(JsonElement answer) => answer.GetProperty("values").EnumerateArray().Select(value => value.GetSingle());
    }
}
