using System.Globalization;

namespace MtlDsl;

/// <summary>
/// In which form the file of an exported network takes its images and gives its outputs. Names and number of the outputs are the same in every
/// form, and every output is float32. The file says its form in metadata_props, under keys that begin with "mtldsl.form.".
/// </summary>
public sealed record NetworkForm
{
    private const string ImageKey = "mtldsl.form.image";
    private const string ScoresKey = "mtldsl.form.scores";
    private const string MapsKey = "mtldsl.form.maps";
    private const string BoxesKey = "mtldsl.form.boxes";
    private const string SuppressionKey = "mtldsl.form.suppression";
    private const string None = "none";

    /// <summary>Normalised values in, scores and offsets out: what the network computes while it learns. A file that says nothing has this form.</summary>
    public static NetworkForm Plain { get; } = new();

    /// <summary>How images are taken.</summary>
    public ImageForm Image { get; init; }

    /// <summary>Whether class scores are probabilities, after the softmax over the classes (and the background of detections).</summary>
    public bool Probabilities { get; init; }

    /// <summary>Whether a segmentation gives the class of the highest score and not the scores: N x height x width indices, as float32.</summary>
    public bool ClassIndices { get; init; }

    /// <summary>
    /// Whether boxes are decoded: left, top, right and bottom in fractions of the image, within it, in place of the offsets from the default boxes.
    /// </summary>
    public bool Corners { get; init; }

    /// <summary>
    /// The suppression inside the network, or null. With it a detection head gives, by falling score, N x best x 2 of class index and score in
    /// place of the class scores, and N x best x 4 corners in place of the offsets.
    /// </summary>
    public SuppressionForm? Suppression { get; init; }

    /// <summary>The form that a file's metadata_props say.</summary>
    /// <exception cref="FormatException">A property has a value that is not known here: the file is of a newer version.</exception>
    public static NetworkForm Of(IReadOnlyDictionary<string, string> metadata)
    {
        return new NetworkForm
        {
            Image = Choice(ImageKey, "planes", "pixels") ? ImageForm.Pixels : ImageForm.Planes,
            Probabilities = Choice(ScoresKey, "scores", "probabilities"),
            ClassIndices = Choice(MapsKey, "scores", "indices"),
            Corners = Choice(BoxesKey, "offsets", "corners"),
            Suppression = metadata.TryGetValue(SuppressionKey, out var text) && text != None ? ReadSuppression(text) : null,
        };

        bool Choice(string key, string plain, string other) =>
            metadata.TryGetValue(key, out var found) && found != plain && (found == other ? true : throw Unknown(key, found));
    }

    /// <summary>What a file in this form says, in a fixed order.</summary>
    internal IReadOnlyList<(string Key, string Text)> Properties =>
    [
        (ImageKey, Image == ImageForm.Pixels ? "pixels" : "planes"),
        (ScoresKey, Probabilities ? "probabilities" : "scores"),
        (MapsKey, ClassIndices ? "indices" : "scores"),
        (BoxesKey, Corners ? "corners" : "offsets"),
        (SuppressionKey, Suppression is { } s
            ? string.Create(CultureInfo.InvariantCulture, $"score {s.ScoreThreshold} overlap {s.Overlap} best {s.Best}")
            : None),
    ];

    private static SuppressionForm ReadSuppression(string text) =>
        text.Split(' ') is ["score", var score, "overlap", var overlap, "best", var best]
        && float.TryParse(score, NumberStyles.Float, CultureInfo.InvariantCulture, out var threshold)
        && double.TryParse(overlap, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit)
        && int.TryParse(best, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new SuppressionForm(threshold, limit, count)
            : throw Unknown(SuppressionKey, text);

    private static FormatException Unknown(string key, string found) => new($"its {key} is '{found}', which this version does not know");
}
