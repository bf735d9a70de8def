using System.Text.Json;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Models.Tests;

/// <summary>The generated ResNet-50 networks against the same networks in PyTorch.</summary>
[Collection("torch")]
public class ParityTests
{
    private static readonly JsonElement Fixture =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "networks.json"))).RootElement;

    [Theory]
    [InlineData("segmentation")]
    [InlineData("detection")]
    [InlineData("multitask")]
    public void Outputs_and_gradients_are_those_of_PyTorch(string network)
    {
        using var scope = NewDisposeScope();
        using var model = Reference.Create(network);
        Reference.Fill(model);
        var expected = Fixture.GetProperty(network);

        model.Module.eval();
        using (no_grad())
        {
            var outputs = model.Forward(Reference.Image);
            outputs.Count.ShouldBe(expected.GetProperty("outputs").GetArrayLength());
            for (var i = 0; i < outputs.Count; i++)
                Compare(model.Architecture.OutputNames.ElementAt(i), outputs[i], expected.GetProperty("outputs")[i]);
        }

        var (loss, gradients) = Reference.Gradients(model, ScalarType.Float64);
        loss.ShouldBe(expected.GetProperty("loss").GetDouble(), 1e-5);
        var expectedGradients = expected.GetProperty("gradients").EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
        gradients.Keys.Order(StringComparer.Ordinal).ShouldBe(expectedGradients.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, gradient) in gradients)
            Compare(name, gradient, expectedGradients[name]);
    }

    [SkippableTheory]
    [InlineData("segmentation")]
    [InlineData("detection")]
    [InlineData("multitask")]
    public void They_are_to_the_last_value_where_PyTorch_is_at_hand(string network)
    {
        using var folder = new TemporaryFolder();
        Reference.RunLive(folder.FullName);
        using var scope = NewDisposeScope();
        using var model = Reference.Create(network);
        using (var weights = StateFile.Open(folder[$"{network}-weights.pth"]))
            StateDictLoader.Load(model.Module, weights);

        model.Module.eval();
        using (var expected = StateFile.Open(folder[$"{network}-outputs.pth"]))
        using (no_grad())
        {
            var outputs = model.Forward(Reference.Image);
            for (var i = 0; i < outputs.Count; i++)
                RelativeError(outputs[i], expected[$"output{i}"].ReadFloats()).ShouldBeLessThan(Reference.Tolerance, $"output {i}");
        }

        using (var expected = StateFile.Open(folder[$"{network}-gradients.pth"]))
            foreach (var (name, gradient) in Reference.Gradients(model, ScalarType.Float32).Gradients)
                RelativeError(gradient, expected[name].ReadFloats()).ShouldBeLessThan(Reference.Tolerance, name);
    }

    /// <summary>The largest value, the norm, then values at even distances.</summary>
    private static void Compare(string name, Tensor actual, JsonElement expected)
    {
        var values = actual.contiguous().to(ScalarType.Float64).data<double>().ToArray();
        var (largest, samples) = (expected[0].GetDouble(), expected.GetArrayLength() - 2);
        var tolerance = Reference.Tolerance * largest;
        values.Max(Math.Abs).ShouldBe(largest, tolerance, name);
        Math.Sqrt(values.Sum(v => v * v)).ShouldBe(expected[1].GetDouble(), Reference.Tolerance * expected[1].GetDouble(), name);
        var step = Math.Max(1, values.Length / samples);
        for (var i = 0; i < Math.Min(samples, values.Length); i++)
            values[i * step].ShouldBe(expected[i + 2].GetDouble(), tolerance, $"{name}[{i * step}]");
    }

    /// <summary>The largest difference over the largest value.</summary>
    private static double RelativeError(Tensor actual, float[] expected)
    {
        var values = actual.contiguous().data<float>().ToArray();
        values.Length.ShouldBe(expected.Length);
        return values.Zip(expected, (a, b) => Math.Abs((double)a - b)).Max() / expected.Max(v => Math.Abs((double)v));
    }
}
