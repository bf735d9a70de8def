using System.Text.Json;
using System.Text.Json.Serialization;

namespace MtlDsl.Training;

/// <summary>Training options as text.</summary>
internal static class TrainingOptionsJson
{
    public static string Write(TrainingOptions options) => JsonSerializer.Serialize(options, OptionsContext.Default.TrainingOptions);

    /// <exception cref="JsonException">The text is something else.</exception>
    public static TrainingOptions Read(string json) =>
        JsonSerializer.Deserialize(json, OptionsContext.Default.TrainingOptions) ?? throw new JsonException("null are no options");
}

[JsonSourceGenerationOptions(WriteIndented = true, UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TrainingOptions))]
internal sealed partial class OptionsContext : JsonSerializerContext;
