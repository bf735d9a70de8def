using MtlDsl.Training.Distributed;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>The gradients of several tasks apart, so that they can be compared before they are added up.</summary>
internal sealed class TaskGradients
{
    private readonly IReadOnlyList<Parameter> shared;
    private readonly List<Tensor?[]> ofShared = [];
    private readonly List<(IReadOnlyList<Parameter> Parameters, Tensor?[] Gradients)> ofHeads = [];

    /// <summary>Computes the gradients of each task's loss.</summary>
    /// <param name="descent">Knows which parameters are shared and which are a head's.</param>
    /// <param name="losses">The tasks' losses with their declared weights; they share one graph, which is used up.</param>
    /// <param name="ranks">The processes whose gradients are averaged; null for a process alone.</param>
    public TaskGradients(Descent descent, IReadOnlyList<TaskLoss> losses, DataParallel? ranks = null)
    {
        shared = descent.Shared;
        for (var i = 0; i < losses.Count; i++)
        {
            var head = descent.Of(losses[i].Task);
            Parameter[] all = [.. shared, .. head];
            Tensor?[] gradients = [];
            Together(ranks, () => gradients = Gradients(losses[i].Value * losses[i].Weight, all, isLast: i == losses.Count - 1));
            ranks?.Average(gradients.OfType<Tensor>());
            ofShared.Add(gradients[..shared.Count]);
            ofHeads.Add((head, gradients[shared.Count..]));
        }
    }

    /// <summary>The inner products of the tasks' gradients of the shared parameters.</summary>
    public double[,] Gramian()
    {
        using var scope = NewDisposeScope();
        var tasks = ofShared.Count;
        var pairs = Enumerable.Range(0, tasks).SelectMany(i => Enumerable.Range(0, i + 1).Select(j => (I: i, J: j))).ToList();
        List<Tensor>[] products = [.. pairs.Select(pair => Products(ofShared[pair.I], ofShared[pair.J]))];
        // One read for all pairs: each waits for the device. Summed in double precision, which not every GPU has.
        Span<float> values = products.All(product => product.Count == 0) ? [] : stack(products.SelectMany(product => product)).to(ScalarType.Float32).ToArray<float>();
        var gramian = new double[tasks, tasks];
        foreach (var ((i, j), product) in pairs.Zip(products))
        {
            gramian[i, j] = gramian[j, i] = Sum(values[..product.Count]);
            values = values[product.Count..];
        }
        return gramian;
    }

    /// <summary>Adds the weighted gradients to what the parameters have.</summary>
    /// <param name="weights">A weight a task for the shared parameters.</param>
    /// <param name="headWeights">A weight a task for its head.</param>
    public void AddTo(ReadOnlySpan<double> weights, ReadOnlySpan<double> headWeights)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        for (var task = 0; task < ofShared.Count; task++)
        {
            Add(shared, ofShared[task], weights[task]);
            Add(ofHeads[task].Parameters, ofHeads[task].Gradients, headWeights[task]);
        }
    }

    // What autograd.grad gives; but in TorchSharp 0.107 its native side lets errors out, which ends the process: one in a user's own layer, say.
    private static Tensor?[] Gradients(Tensor loss, Parameter[] parameters, bool isLast)
    {
        if (parameters.Length == 0)
            return [];
        var sums = Array.ConvertAll(parameters, TakeGradient);
        try
        {
            autograd.backward([loss], retain_graph: !isLast, inputs: parameters);
            return Array.ConvertAll(parameters, TakeGradient);
        }
        finally
        {
            for (var i = 0; i < parameters.Length; i++)
                parameters[i].grad = sums[i];
        }
    }

    private static Tensor? TakeGradient(Parameter parameter)
    {
        var gradient = parameter.grad;
        parameter.grad = null;
        return gradient;
    }

    private static void Together(DataParallel? ranks, Action action)
    {
        if (ranks is null)
            action();
        else
            ranks.Together(action);
    }

    private static void Add(IReadOnlyList<Parameter> parameters, Tensor?[] gradients, double weight)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            if (gradients[i] is not { } gradient)
                continue;
            if (parameters[i].grad is { } sum)
                sum.add_(gradient, weight);
            else
                parameters[i].grad = gradient.mul_(weight);
        }
    }

    private static List<Tensor> Products(Tensor?[] first, Tensor?[] second) =>
        [.. first.Zip(second).Where(pair => pair.First is not null && pair.Second is not null).Select(pair => (pair.First! * pair.Second!).sum())];

    private static double Sum(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum;
    }
}
