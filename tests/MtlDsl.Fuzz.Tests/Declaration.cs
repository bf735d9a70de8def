using System.Globalization;

namespace MtlDsl.Fuzz.Tests;

/// <summary>A map between two layers.</summary>
internal readonly record struct Map(int Channels, int Height, int Width);

/// <summary>A layer attribute and the map that it gives.</summary>
internal sealed record LayerText(string Text, Map Output);

/// <summary>A member of a trunk's or branch's enum.</summary>
internal sealed record Stage(string Enum, string Name, IReadOnlyList<LayerText> Layers)
{
    public Map Output => Layers[^1].Output;

    public string Reference => $"{Enum}.{Name}";

    public override string ToString() => $"{(Layers.Count > 0 ? $"[{string.Join(", ", Layers.Select(layer => layer.Text))}] " : "")}{Name}";
}

/// <summary>A trunk or a branch.</summary>
/// <param name="Header">Its attribute.</param>
/// <param name="Before">The stages of the trunk that a branch starts from; none for a trunk.</param>
internal sealed record StageList(string Name, string Header, IReadOnlyList<Stage> Stages, IReadOnlyList<Stage> Before)
{
    /// <summary>A stage and those on the way to it, last first.</summary>
    public IEnumerable<Stage> PathTo(int stage) => Stages.Take(stage + 1).Reverse().Concat(Before.Reverse());

    public override string ToString() => $"{Header} public enum {Name} {{ {string.Join(", ", Stages)} }}";
}

/// <summary>The enum of a head's classes.</summary>
internal sealed record Classes(string Name, IReadOnlyList<string> Members)
{
    public override string ToString() => $"public enum {Name} {{ {string.Join(", ", Members)} }}";
}

/// <summary>A head: its own attribute, those that say more of it, its losses and its property.</summary>
internal sealed record HeadText(string Kind, IReadOnlyList<string> Details, IReadOnlyList<string> Losses, string Type, string Name, Classes? Classes)
{
    public string Modifiers { get; init; } = "public partial";

    public string Accessors { get; init; } = "{ get; }";

    public override string ToString() =>
        $"{string.Concat(Details.Prepend(Kind).Concat(Losses).Select(attribute => $"[{attribute}] "))}{Modifiers} {Type} {Name} {Accessors}";
}

/// <summary>A network as it is written, in a namespace of its own.</summary>
internal sealed record Declaration(int Seed, StageList Trunk, IReadOnlyList<StageList> Branches, string? Split, IReadOnlyList<HeadText> Heads, int Width, int Height, string Arguments)
{
    public string Class { get; init; } = "public partial class Net";

    public string Namespace => FormattableString.Invariant($"Fuzz{Seed}");

    public override string ToString()
    {
        var split = Split is null ? "" : $"[SplitAfter({Split})]";
        return $$"""
            namespace {{Namespace}};
            {{Trunk}}
            {{string.Join("\n", Branches)}}
            {{string.Join("\n", Heads.Select(head => head.Classes).Distinct())}}
            [MultitaskModel<{{Trunk.Name}}>(Width = {{Number(Width)}}, Height = {{Number(Height)}}{{Arguments}})]{{split}}
            {{Class}}
            {
                {{string.Join("\n    ", Heads)}}
            }
            """;
    }

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
