using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Evaluation;

/// <summary>Measures a network on labelled images.</summary>
public static class Evaluator
{
    /// <summary>Measures a network in torch, in evaluation mode; its mode is restored.</summary>
    /// <param name="model">The network.</param>
    /// <param name="images">The images; each is disposed.</param>
    /// <param name="options">What becomes of raw detections; null for the defaults.</param>
    /// <param name="answered">Is shown every image with the network's outputs for it; null for nobody.</param>
    /// <exception cref="InvalidDataException">An output is no finite number, so measures would mean nothing.</exception>
    public static EvaluationResult Evaluate(
        IMultitaskModel model, IEnumerable<EvaluationImage> images, DetectionOptions? options = null,
        Action<EvaluationImage, IReadOnlyList<float[]>>? answered = null)
    {
        using var function = new ModelFunction(model);
        return Evaluate(model.Architecture, images, function.Run, options, answered);
    }

    /// <summary>Measures any function that computes a network's outputs.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="images">The images; each is disposed.</param>
    /// <param name="run">From one normalised image, 3 x height x width, to the outputs in the order of the architecture's names.</param>
    /// <param name="options">What becomes of raw detections; null for the defaults.</param>
    /// <param name="answered">Is shown every image with the outputs for it; null for nobody.</param>
    /// <exception cref="ArgumentException">The function gives other outputs than the architecture names.</exception>
    /// <exception cref="InvalidDataException">An output is no finite number, so measures would mean nothing.</exception>
    public static EvaluationResult Evaluate(
        Architecture architecture, IEnumerable<EvaluationImage> images, Func<float[], IReadOnlyList<float[]>> run, DetectionOptions? options = null,
        Action<EvaluationImage, IReadOnlyList<float[]>>? answered = null)
    {
        var evaluators = architecture.Heads.Select(head => HeadEvaluator.For(head, architecture.Input, options ?? DetectionOptions.Default)).ToList();
        var labelled = new int[evaluators.Count];
        var count = 0;
        foreach (var image in images)
            using (image)
            {
                var outputs = run(image.Input.ToArray<float>());
                AddImage(architecture, image, outputs, evaluators, labelled);
                answered?.Invoke(image, outputs);
                count++;
            }
        return new EvaluationResult(count, [.. evaluators.Select((evaluator, i) => evaluator.Finish() with { Images = labelled[i] })]);
    }

    private static void AddImage(
        Architecture architecture, EvaluationImage image, IReadOnlyList<float[]> outputs, List<HeadEvaluator> evaluators, int[] labelled)
    {
        if (outputs.Count != architecture.OutputNames.Count())
            throw new ArgumentException(
                $"{architecture.Name} has the outputs {string.Join(", ", architecture.OutputNames)}; the function gave {outputs.Count}.");
        foreach (var (name, output) in architecture.OutputNames.Zip(outputs))
            if (output.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
                throw new InvalidDataException(
                    $"{architecture.Name}: '{name}' of the image {image.Id} holds numbers that are infinite or none. The weights are broken, as they are after a "
                    + "training that diverged: train anew with a lower learning rate, or take an earlier file.");
        var first = 0;
        for (var i = 0; i < evaluators.Count; i++)
        {
            var own = architecture.Heads[i].OutputNames.Count;
            if (image.Labels[i] is { } labels)
            {
                evaluators[i].Add([.. outputs.Skip(first).Take(own)], image, labels);
                labelled[i]++;
            }
            first += own;
        }
    }
}
