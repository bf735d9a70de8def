using System.Text.Json;

namespace MtlDsl.Training.Data;

/// <summary>
/// A file of COCO's instances: what images and categories there are, and where the annotations of each image stand. They themselves are read
/// when they are asked for.
/// </summary>
internal sealed class CocoFile
{
    private readonly string path;
    private readonly Dictionary<long, List<(long Offset, int Length)>> places = [];

    /// <summary>Goes through a file once.</summary>
    /// <exception cref="DataException">It cannot be read, is no JSON or lacks something; the message says where.</exception>
    public CocoFile(string path)
    {
        this.path = path;
        var (images, categories) = (new List<CocoImage>(), new List<CocoCategory>());
        try
        {
            JsonElements.Read(path, (array, element, offset) =>
            {
                switch (array)
                {
                    case "images":
                        images.Add(JsonSerializer.Deserialize<CocoImage>(element)!);
                        break;
                    case "categories":
                        categories.Add(JsonSerializer.Deserialize<CocoCategory>(element)!);
                        break;
                    case "annotations":
                        Add(JsonSerializer.Deserialize<CocoReference>(element)!.ImageId, offset, element.Length);
                        break;
                }
            });
        }
        catch (JsonException exception)
        {
            throw new DataException($"{path}, line {1 + (exception.LineNumber ?? 0)}: broken JSON: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"Cannot read '{path}': {exception.Message}", exception);
        }
        if (images.Count == 0 || categories.Count == 0)
            throw new DataException($"{path} has no {(images.Count == 0 ? "\"images\"" : "\"categories\"")}; it is not a file of COCO's instances.");
        if (images.Find(image => image.FileName is null) is { } nameless)
            throw new DataException($"{path}: image {nameless.Id} has no file_name.");
        if (categories.Count > byte.MaxValue - 1)
            throw new DataException($"{path} has {categories.Count} categories, more than the values of a mask ({byte.MaxValue - 1}).");
        Images = images;
        // By their numbers: the values of a mask must not hang on the order in which a tool wrote them.
        Categories = categories.OrderBy(category => category.Id).Select((category, index) => (category, index))
            .ToDictionary(pair => pair.category.Id, pair => (pair.category.Name ?? "", (byte)(pair.index + 1)));
    }

    /// <summary>The images in the file's order.</summary>
    public IReadOnlyList<CocoImage> Images { get; }

    /// <summary>The categories by their numbers: name, and value in a mask, from 1.</summary>
    public IReadOnlyDictionary<int, (string Name, byte Value)> Categories { get; }

    /// <summary>Reads the annotations of an image. Safe from several threads.</summary>
    /// <exception cref="DataException">The file has changed, or an annotation is of an unknown category.</exception>
    public IReadOnlyList<CocoAnnotation> Read(long image)
    {
        if (!places.TryGetValue(image, out var found))
            return [];
        try
        {
            using var handle = File.OpenHandle(path);
            return [.. found.Select(place => Read(handle, place.Offset, place.Length))];
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new DataException($"Cannot read the annotations of image {image} in '{path}': {exception.Message}", exception);
        }
    }

    /// <summary>An error in an annotation.</summary>
    public DataException Fault(CocoAnnotation annotation, string what) => new($"{path}: annotation {annotation.Id} {what}.");

    private CocoAnnotation Read(Microsoft.Win32.SafeHandles.SafeFileHandle handle, long offset, int length)
    {
        var bytes = new byte[length];
        RandomAccess.Read(handle, bytes, offset);
        var annotation = JsonSerializer.Deserialize<CocoAnnotation>(bytes)!;
        return Categories.ContainsKey(annotation.CategoryId)
            ? annotation
            : throw Fault(annotation, $"is of category {annotation.CategoryId}, which the file does not list");
    }

    private void Add(long image, long offset, int length)
    {
        if (!places.TryGetValue(image, out var list))
            places.Add(image, list = []);
        list.Add((offset, length));
    }
}
