namespace MtlDsl.Training.Data;

/// <summary>A value in a YAML file.</summary>
/// <param name="Key">Its key in a map, or its place in a list, from 0; null for a value that stands alone.</param>
/// <param name="Value">What it says, without quotes.</param>
/// <param name="Line">Its line, from 1.</param>
internal readonly record struct YamlItem(string? Key, string Value, int Line);
