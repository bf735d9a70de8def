using System.Text.Json;
using MtlDsl.Deployment;
using MtlDsl.Training.Checkpoints;

namespace MtlDsl.App;

/// <summary>The vectors of images as JSON: <c>{"head": {"image": [numbers], ...}, ...}</c>.</summary>
internal sealed class EmbeddingFile
{
    private readonly Dictionary<string, List<(string Image, float[] Vector)>> heads = [];

    /// <summary>Keeps an image's vector.</summary>
    public void Add(string image, EmbeddingPrediction prediction)
    {
        if (!heads.TryGetValue(prediction.Head.Name, out var vectors))
            heads.Add(prediction.Head.Name, vectors = []);
        vectors.Add((image, [.. prediction.Vector]));
    }

    /// <summary>Writes the file; does nothing where there are no vectors.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="CheckpointException">It cannot be written.</exception>
    public bool Write(string path)
    {
        if (heads.Count == 0)
            return false;
        AtomicFile.Write(path, Write);
        return true;
    }

    private void Write(Stream stream)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        foreach (var (head, vectors) in heads)
        {
            json.WriteStartObject(head);
            foreach (var (image, vector) in vectors)
            {
                json.WriteStartArray(image);
                foreach (var value in vector)
                    json.WriteNumberValue(value);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
