using System.Text.Json;
using System.Text.Json.Nodes;
using MtlDsl.Onnx;

namespace MtlDsl.App.Display;

/// <summary>Writes a network's description for programs.</summary>
internal static class ArchitectureJson
{
    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true, NewLine = "\n" };

    public static string Write(Architecture architecture) => new JsonObject
    {
        ["name"] = architecture.Name,
        ["input"] = new JsonObject { ["width"] = architecture.Input.Width, ["height"] = architecture.Input.Height },
        ["cost"] = Write(architecture.Cost),
        ["stages"] = Array(architecture.Taps, Write),
        ["parts"] = Array(architecture.Parts, part => new JsonObject { ["name"] = part.Name, ["cost"] = Write(part.Cost) }),
        ["heads"] = Array(architecture.Heads, head => Write(head, architecture)),
        ["boards"] = Array(BoardProfile.All, board => Write(board, architecture)),
    }.ToJsonString(indented) + "\n";

    private static JsonObject Write(TapInfo tap) => new()
    {
        ["name"] = tap.Name,
        ["owner"] = tap.Owner,
        ["source"] = tap.Source,
        ["channels"] = tap.Channels,
        ["height"] = tap.Height,
        ["width"] = tap.Width,
        ["stride"] = tap.Stride,
        ["receptiveField"] = tap.ReceptiveField,
        ["readers"] = Array(tap.Readers, reader => new JsonObject { ["head"] = reader.Head, ["defaultBoxes"] = reader.DefaultBoxes }),
        ["cost"] = Write(tap.Cost),
    };

    private static JsonObject Write(Head head, Architecture architecture)
    {
        var twin = architecture.Only(head.Name);
        var json = new JsonObject
        {
            ["name"] = head.Name,
            ["classes"] = Array(head.Classes, item => item.Name),
            ["outputs"] = Array(head.OutputNames, name => name),
            ["aloneCost"] = Write(twin.Cost),
        };
        if (head is DetectionHead detection)
            json["defaultBoxes"] = detection.DefaultBoxes.Count;
        return json;
    }

    private static JsonObject Write(BoardProfile board, Architecture architecture)
    {
        var estimate = architecture.Estimate(board.Board);
        return new JsonObject
        {
            ["name"] = board.Board.ToString(),
            ["opset"] = ExportOptions.For(board.Board).Opset,
            ["milliseconds"] = Math.Round(estimate.Milliseconds, 3),
            ["steps"] = Array(estimate.Steps, step => new JsonObject { ["name"] = step.Name, ["milliseconds"] = Math.Round(step.Milliseconds, 3) }),
        };
    }

    private static JsonObject Write(Cost cost) => new()
    {
        ["parameters"] = cost.Parameters,
        ["statistics"] = cost.Statistics,
        ["multiplyAdds"] = cost.MultiplyAdds,
        ["activations"] = cost.Activations,
        ["operators"] = cost.Operators,
    };

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> write) => [.. items.Select(write)];
}
