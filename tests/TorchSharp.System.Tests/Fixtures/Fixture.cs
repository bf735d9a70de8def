using System.Text.Json;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Fixtures;

/// <summary>What Fixtures/make_fixtures.py wrote.</summary>
internal static class Fixture
{
    public static JsonElement Load(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", name + ".json")));
        return document.RootElement.Clone();
    }

    public static Tensor ToTensor(this JsonElement packed)
    {
        long[] shape = [.. packed.GetProperty("shape").EnumerateArray().Select(each => each.GetInt64())];
        float[] data = [.. packed.GetProperty("data").EnumerateArray().Select(each => each.GetSingle())];
        return tensor(data, shape);
    }

    /// <summary>Fails unless both have one shape and, within the tolerance, the same elements.</summary>
    public static void ShouldBeClose(this Tensor actual, JsonElement packed, string what, double tolerance = 1e-4)
    {
        using Tensor expected = packed.ToTensor();
        actual.shape.ShouldBe(expected.shape, what);
        float[] found = actual.to_type(ScalarType.Float32).data<float>().ToArray(), wanted = expected.data<float>().ToArray();
        for (int i = 0; i < wanted.Length; i++)
        {
            if (!(Math.Abs(found[i] - wanted[i]) <= tolerance * Math.Max(1, Math.Abs(wanted[i]))))
                throw new ShouldAssertException($"{what}: element {i} is {found[i]}, PyTorch has {wanted[i]}");
        }
    }
}
