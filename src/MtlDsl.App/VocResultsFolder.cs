using System.Globalization;
using System.Text;
using MtlDsl.App.Display;
using MtlDsl.Deployment;
using MtlDsl.Imaging;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Vision;

namespace MtlDsl.App;

/// <summary>
/// Detections as Pascal VOC's development kit takes them: a file a class, <c>comp4_det_test_{class}.txt</c>, a line a detection with the
/// image's name, the score, and left, top, right and bottom in pixels counted from 1. Names of classes are in lower case, as there.
/// </summary>
/// <param name="head">The head that finds them.</param>
/// <param name="screen">Where it is said that an image has another name there.</param>
internal sealed class VocResultsFolder(DetectionHead head, Screen screen)
{
    private readonly UniqueNames names = new();
    private bool warned;
    private readonly StringBuilder[] files = [.. head.Classes.Select(_ => new StringBuilder())];

    /// <summary>Keeps what the network found in an image.</summary>
    public void Add(string image, NetworkPrediction prediction)
    {
        var word = Word(image);
        foreach (var (index, score, box) in prediction.Heads.OfType<DetectionPrediction>().First(found => found.Head == head).Detections)
        {
            var (left, top, right, bottom) = box.Scale(prediction.ImageSize.Width, prediction.ImageSize.Height);
            files[index].Append(CultureInfo.InvariantCulture, $"{word} {score:0.000000} {left + 1:0.00} {top + 1:0.00} {right:0.00} {bottom:0.00}\n");
        }
    }

    /// <summary>Writes the files; those of classes that were not found are empty.</summary>
    /// <exception cref="CheckpointException">One cannot be written.</exception>
    public void Write(string folder)
    {
        foreach (var (@class, lines) in head.Classes.Zip(files))
            AtomicFile.Write(Path.Combine(folder, $"comp4_det_test_{@class.Name.ToLowerInvariant()}.txt"), lines.ToString());
    }

    // A line is words with spaces between them, so the name of an image must be one.
    private string Word(string image)
    {
        var word = names.Of(string.Concat(image.Select(character => char.IsWhiteSpace(character) || char.IsControl(character) ? '_' : character)));
        if (word != image && !warned)
        {
            screen.Line($"Pascal VOC's results are words with spaces between them: the image '{image}' is '{word}' there, and others with spaces likewise.");
            warned = true;
        }
        return word;
    }
}
