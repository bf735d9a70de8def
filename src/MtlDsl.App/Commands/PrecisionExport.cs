using System.Globalization;
using MtlDsl.App.Display;
using MtlDsl.Deployment;
using MtlDsl.Deployment.Calibration;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Evaluation;
using MtlDsl.Vision;

namespace MtlDsl.App.Commands;

/// <summary>Writes a network in float16 or int8, by what inputs show of it, and says what that costs.</summary>
internal sealed class PrecisionExport<TModel>(CommandContext<TModel> context, PrecisionSettings settings)
    where TModel : class, IMultitaskModel, IOnnxExportable, new()
{
    // Random inputs that float16 is tried on where there are no images.
    private const int RandomInputs = 8;

    // The errors of so many inputs tell; each is computed twice.
    private const int ComparedInputs = 16;

    /// <summary>Writes the file.</summary>
    /// <param name="weights">The trained weights.</param>
    /// <param name="onnx">Where to.</param>
    /// <param name="options">How the network is written beside its precision.</param>
    /// <param name="images">Images of the data sets; null for random inputs.</param>
    /// <returns>Whether the outputs are numbers for every input, and say the same of images as those of the plain form in this precision.</returns>
    public bool Write(string weights, string onnx, ExportOptions options, CalibrationImages? images)
    {
        var network = ModelExporter.Build<TModel>(weights, options);
        var single = options.Batch == 1 ? network : ModelExporter.Build<TModel>(weights, options with { Batch = 1 });
        var (count, input) = images is null ? Random() : (images.Count, images.Read);
        if (count == 0)
            throw new InvalidOperationException("The data sets have no training images to calibrate on.");

        var ranges = Observe(single, count, input, options.Form);
        var converted = Convert(network, ranges);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(onnx))!);
        converted.Model.Save(onnx);
        // What was written must be what a program opens.
        NetworkSession.Load(onnx, context.Architecture).Dispose();
        Describe(onnx, network, converted);

        // Indices of classes and lists by score are not nearer or farther; what they lose, evaluation tells.
        if (options.Form is { ClassIndices: false, Suppression: null })
        {
            var errors = Compare(single, options.Batch == 1 ? converted.Model : Convert(single, ranges).Model, Math.Min(count, ComparedInputs), input, options.Form);
            context.Screen.Show(errors, settings.Precision);
            if (errors.Any(error => !double.IsFinite(error.Mean)))
                return false;
        }
        return options.Form == NetworkForm.Plain || SaysTheSame(weights, onnx, options, count, input);
    }

    /// <summary>Whether what the file says of images is what the plain form in the same precision says.</summary>
    private bool SaysTheSame(string weights, string onnx, ExportOptions options, int count, Func<int, float[]> input)
    {
        var plain = options with { Form = NetworkForm.Plain };
        var single = ModelExporter.Build<TModel>(weights, plain with { Batch = 1 });
        var ranges = Observe(single, count, options.Form.Image is ImageForm.Pixels ? index => Planes(Pixels(input(index))) : input, plain.Form);
        var network = plain.Batch == 1 ? single : ModelExporter.Build<TModel>(weights, plain);
        using var file = new TemporaryNetwork(Convert(network, ranges).Model);
        return new FormCheck(context.Screen, context.Architecture).Passes(file.Path, onnx, options);
    }

    private (int Count, Func<int, float[]> Read) Random()
    {
        var inputs = Verification.RandomInputs(context.Architecture, RandomInputs, seed: 0).ToArray();
        return (inputs.Length, index => inputs[index]);
    }

    private Dictionary<string, ValueRange> Observe(OnnxModel network, int count, Func<int, float[]> input, NetworkForm form)
    {
        var observed = settings.Precision is Precision.Int8
            ? Quantization.Activations(network, settings.Quantization)
            : Float16Conversion.Values(network, settings.Exclude);
        var histograms = observed.ToDictionary(name => name, _ => new ActivationHistogram(), StringComparer.Ordinal);
        using var observer = new GraphObserver(network.WithOutputs([.. observed.Except(network.InputNames)]).ToArray());
        context.Screen.Count("Calibrating", count, progress =>
        {
            for (var i = 0; i < count; i++)
            {
                context.Stop.ThrowIfCancellationRequested();
                Run(observer, input(i), form, Add);
                progress.Report(i + 1);
            }
        });
        return histograms.ToDictionary(pair => pair.Key, pair => pair.Value.Range(Calibrator, settings.For), StringComparer.Ordinal);

        void Add(string name, ReadOnlySpan<float> values)
        {
            if (!histograms.TryGetValue(name, out var histogram))
                return;
            try
            {
                histogram.Add(values);
            }
            catch (ArgumentException error)
            {
                throw new InvalidOperationException($"'{name}' of {context.Architecture.Name} gives numbers that are infinite or none; its weights are broken.", error);
            }
        }
    }

    // Half precision asks for the largest number that comes up, not for a range to cut to.
    private Calibrator Calibrator => settings.Precision is Precision.Float16 ? Calibrator.MinMax : settings.Calibrator;

    private ConvertedModel Convert(OnnxModel network, IReadOnlyDictionary<string, ValueRange> ranges) => settings.Precision is Precision.Int8
        ? Quantization.Convert(network, ranges, settings.Quantization)
        : Float16Conversion.Convert(network, settings.Exclude, ranges);

    private IReadOnlyList<OutputError> Compare(OnnxModel wanted, OnnxModel found, int count, Func<int, float[]> input, NetworkForm form)
    {
        var errors = wanted.OutputNames.ToDictionary(name => name, name => new OutputError(name), StringComparer.Ordinal);
        var outputs = new Dictionary<string, float[]>(StringComparer.Ordinal);
        using var exact = new GraphObserver(wanted.ToArray());
        using var rounded = new GraphObserver(found.ToArray());
        for (var i = 0; i < count; i++)
        {
            context.Stop.ThrowIfCancellationRequested();
            var values = input(i);
            Run(exact, values, form, (name, output) => outputs[name] = output.ToArray());
            Run(rounded, values, form, (name, output) => errors.GetValueOrDefault(name)?.Add(outputs[name], output));
        }
        return [.. errors.Values];
    }

    private void Run(GraphObserver observer, float[] image, NetworkForm form, ValueSeen seen)
    {
        if (form.Image is ImageForm.Pixels)
            observer.Run(Pixels(image), seen);
        else
            observer.Run(image, seen);
    }

    // The bytes that normalised planes were made of.
    private byte[] Pixels(float[] planes)
    {
        var (mean, deviation) = context.Architecture.Normalization;
        var size = planes.Length / 3;
        var pixels = new byte[planes.Length];
        for (var i = 0; i < size; i++)
        {
            pixels[3 * i] = Byte(planes[i], mean.R, deviation.R);
            pixels[3 * i + 1] = Byte(planes[size + i], mean.G, deviation.G);
            pixels[3 * i + 2] = Byte(planes[2 * size + i], mean.B, deviation.B);
        }
        return pixels;

        static byte Byte(float value, float mean, float deviation) => (byte)Math.Clamp(MathF.Round(value * deviation + mean), 0, 255);
    }

    // What a network that takes planes is given of the same bytes.
    private float[] Planes(byte[] pixels)
    {
        var (size, planes) = (context.Architecture.Input, new float[pixels.Length]);
        ImageResampler.ToPlanar(new RgbImage(size.Width, size.Height, pixels), ImageResampler.Whole, size, context.Architecture.Normalization, planes);
        return planes;
    }

    private void Describe(string file, OnnxModel network, ConvertedModel converted)
    {
        var (now, before) = (new FileInfo(file).Length / 1e6, network.ToArray().Length / 1e6);
        context.Screen.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Wrote {file} ({now:0.0} MB, {before:0.0} MB in Float32; opset {network.Opset}; {converted.Layers} layers in {settings.Precision})"));
        if (settings.Precision is Precision.Int8 && network.Opset < Quantization.PerChannelOpset)
            context.Screen.Line($"Operator set {network.Opset} has one scale a tensor, which can cost most of the accuracy; {Quantization.PerChannelOpset} has one a channel.");
        if (converted.Kept.Count > 0)
            context.Screen.Line($"In Float32: {string.Join(", ", converted.Kept)}");
    }
}
