using System.Globalization;
using MtlDsl.Deployment;
using MtlDsl.Imaging;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Vision;

namespace MtlDsl.App;

/// <summary>
/// Keeps what an exported network saw in images: as pictures, with a panel for every dense map, and vectors in a file.
/// </summary>
/// <param name="folder">Where the pictures go.</param>
internal sealed class OverlayWriter(string folder)
{
    private readonly OutputFolder pictures = new(folder);
    private static readonly string[] columns = ["image", "class", "score", "left", "top", "right", "bottom"];

    private readonly List<IReadOnlyList<string>> rows = [];
    private readonly EmbeddingFile embeddings = new();

    /// <summary>Headings of <see cref="Rows"/>.</summary>
    public static IReadOnlyList<string> Columns => columns;

    /// <summary>A row a detection, boxes in pixels, and one for the class of a whole image.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => rows;

    /// <summary>Writes the picture of an image and adds the detections to the rows.</summary>
    /// <param name="name">What the picture is called.</param>
    /// <param name="image">The image.</param>
    /// <param name="predictions">What the network says of it.</param>
    /// <returns>The picture's path.</returns>
    /// <exception cref="ImageException">The picture cannot be written.</exception>
    /// <exception cref="IOException">The folder is gone, and the pictures before with it.</exception>
    public string Add(string name, RgbImage image, IReadOnlyList<HeadPrediction> predictions)
    {
        foreach (var embedding in predictions.OfType<EmbeddingPrediction>())
            embeddings.Add(name, embedding);
        AddRows(name, image.Size, predictions);
        var path = pictures.Next(name + ".png");
        ImageFile.Write(path, PredictionPicture.Draw(image, predictions));
        return path;
    }

    /// <summary>Writes the vectors that embedding heads gave, and makes sure that the pictures are still there.</summary>
    /// <returns>The file's path; null where there are none.</returns>
    /// <exception cref="CheckpointException">The file cannot be written.</exception>
    /// <exception cref="IOException">The folder is gone, and the pictures with it.</exception>
    public string? Finish()
    {
        pictures.Check();
        return Path.Combine(folder, "embeddings.json") is var path && embeddings.Write(path) ? path : null;
    }

    private void AddRows(string name, PixelSize size, IReadOnlyList<HeadPrediction> predictions)
    {
        foreach (var prediction in predictions.OfType<ClassificationPrediction>())
        {
            var (best, probability) = PredictionPicture.Best(prediction)[0];
            rows.Add([name, $"{prediction.Head}: {best.Name}", PredictionPicture.Score(probability), "", "", "", ""]);
        }
        foreach (var prediction in predictions.OfType<DetectionPrediction>())
        foreach (var (index, score, box) in prediction.Detections)
        {
            var pixels = box.Scale(size.Width, size.Height);
            rows.Add(
            [
                name, prediction.Head.Classes[index].Name, PredictionPicture.Score(score),
                Text(pixels.Left), Text(pixels.Top), Text(pixels.Right), Text(pixels.Bottom),
            ]);
        }
    }

    private static string Text(float value) => value.ToString("0", CultureInfo.InvariantCulture);
}
