using MtlDsl.Vision;

namespace MtlDsl;

/// <summary>What is known of a declared network at build time.</summary>
/// <param name="Name">Name of the declaring class.</param>
/// <param name="Input">Size of the input image in pixels.</param>
/// <param name="Normalization">How bytes become the input.</param>
/// <param name="Heads">The heads in the order of their declaration.</param>
/// <param name="Taps">Every stage with its map, trunk first.</param>
/// <param name="Parts">Cost of the trunk and of each head; the parts of a network add up.</param>
public sealed record Architecture(
    string Name,
    PixelSize Input,
    PixelNormalization Normalization,
    IReadOnlyList<Head> Heads,
    IReadOnlyList<TapInfo> Taps,
    IReadOnlyList<PartInfo> Parts)
{
    /// <summary>Name of the ONNX input: N x 3 x height x width, float32, normalised.</summary>
    public const string InputName = "image";

    /// <summary>Names of all outputs, head by head.</summary>
    public IEnumerable<string> OutputNames => Heads.SelectMany(head => head.OutputNames);

    /// <summary>What the whole network costs.</summary>
    public Cost Cost => Parts.Aggregate(default(Cost), (sum, part) => sum + part.Cost);

    /// <summary>The pieces that are estimated one by one: every stage, and what each head makes of the maps that it reads.</summary>
    public IReadOnlyList<Step> Steps =>
    [
        .. Taps.Select(tap => new Step(tap.Name, tap.Cost)),
        .. Parts.Where(part => Heads.Any(head => head.Name == part.Name)).Select(part => new Step(part.Name, OwnCost(part))),
    ];

    /// <summary>How long the network is expected to take on a board. <see cref="Roofline"/> says how that is known.</summary>
    /// <param name="board">The board.</param>
    /// <param name="runtime">How well the runtime uses boards; <see cref="Roofline.LayerByLayer"/> if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such board.</exception>
    public Estimate Estimate(Board board, Roofline? runtime = null) => (runtime ?? Roofline.LayerByLayer).Estimate(board, Steps);

    /// <summary>
    /// The network with some of the heads: a baseline to compare it with. The trunk ends where these heads' taps do, as that of a generated twin
    /// does; with no head, it is the whole trunk.
    /// </summary>
    /// <exception cref="ArgumentException">No head has that name.</exception>
    public Architecture Only(params IReadOnlyList<string> heads)
    {
        foreach (var head in heads)
            if (Heads.All(h => h.Name != head))
                throw new ArgumentException($"{Name} has no head '{head}'; it has {string.Join(", ", Heads)}.", nameof(heads));
        var dropped = Heads.Select(head => head.Name).Except(heads).ToHashSet();
        var taps = Taps.Where(tap => !dropped.Contains(tap.Owner))
            .Select(tap => tap with { Readers = [.. tap.Readers.Where(reader => !dropped.Contains(reader.Head))] }).ToList();
        var unread = heads.Count > 0 ? Unread(taps) : [];
        return this with
        {
            Heads = [.. Heads.Where(head => !dropped.Contains(head.Name))],
            Taps = [.. taps.Except(unread)],
            Parts = [.. Parts.Where(part => !dropped.Contains(part.Name)).Select(part => part with { Cost = unread.Where(tap => tap.Owner == part.Name).Aggregate(part.Cost, (rest, tap) => rest - tap.Cost) })],
        };
    }

    /// <summary>The stages that neither a head nor another stage that is read needs.</summary>
    private static List<TapInfo> Unread(IReadOnlyList<TapInfo> taps)
    {
        var unread = new List<TapInfo>();
        foreach (var tap in taps.Reverse())
            if (tap.Readers.Count == 0 && taps.Except(unread).All(later => later.Source != tap.Name))
                unread.Add(tap);
        return unread;
    }

    /// <summary>Draws the network as papers do: image, trunk and split, what each head owns, predicts and gives. The same network gives the same bytes.</summary>
    /// <returns>An SVG document that needs nothing else.</returns>
    /// <exception cref="InvalidOperationException">The architecture describes no stages.</exception>
    public string ToSvg() => Taps.Count > 0
        ? Drawing.NetworkFigure.Of(this).Write()
        : throw new InvalidOperationException($"{Name} describes no stages to draw.");

    private Cost OwnCost(PartInfo part) => Taps.Where(tap => tap.Owner == part.Name).Aggregate(part.Cost, (rest, tap) => rest - tap.Cost);
}
