using MtlDsl.App.Display;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;

namespace MtlDsl.App;

/// <summary>What all commands of a program share.</summary>
internal sealed class CommandContext<TModel>(IReadOnlyList<DataSet> dataSets, TrainingOptions defaults, Screen screen, CancellationToken stop)
    where TModel : class, IMultitaskModel, IOnnxExportable, new()
{
    private readonly Lazy<Architecture> architecture = new(() => dataSets.Count > 0 ? dataSets[0].Adapter.Architecture : DescribeModel());

    public Architecture Architecture => architecture.Value;

    public TrainingOptions Defaults => defaults;

    public Screen Screen => screen;

    public CancellationToken Stop => stop;

    /// <summary>The program's data sets.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public IReadOnlyList<DataSet> DataSets => dataSets.Count > 0
        ? dataSets
        : throw new InvalidOperationException($"The program for {Architecture.Name} knows no data set; add one with .With<...>().");

    /// <exception cref="UsageException">See <see cref="App.DataRoots"/>.</exception>
    public DataRoots Roots(IReadOnlyList<string> values) => new(values, dataSets);

    /// <summary>The data sets to make training batches of, and what of them is for measuring while a network learns.</summary>
    /// <param name="roots">Where they lie.</param>
    /// <param name="validationShare">
    /// Share of the training images to hold out where a data set has no validation images of its own; with 0 none are held out, and the network is
    /// measured on the test images.
    /// </param>
    /// <param name="seed">Which images are held out.</param>
    /// <param name="onFault">What is done about broken images among those that the network is measured on.</param>
    /// <exception cref="InvalidOperationException">The program has none.</exception>
    public (IReadOnlyList<BatchFeed> Training, IReadOnlyList<EvaluationImages> Validation) OpenTraining(DataRoots roots, double validationShare, ulong seed, FaultPolicy onFault)
    {
        var parts = DataSets.Select(d =>
        {
            var train = d.Adapter.Open(roots.Of(d), Split.Train);
            var own = d.Adapter.Open(roots.Of(d), validationShare == 0 ? Split.Test : Split.Validation);
            var (learnt, held) = own.Count > 0 ? (train, own) : HoldOut.Split(train, validationShare, seed);
            return (Feed: new BatchFeed(d.Adapter, learnt, d.Weight), Images: new EvaluationImages(d.Adapter, held, onFault));
        }).ToList();
        return ([.. parts.Select(part => part.Feed)], [.. parts.Select(part => part.Images)]);
    }

    /// <summary>The images of a split, data set after data set.</summary>
    /// <exception cref="InvalidOperationException">The program has no data set.</exception>
    public IReadOnlyList<EvaluationImages> OpenImages(DataRoots roots, Split split, FaultPolicy onFault = FaultPolicy.Stop) =>
        [.. DataSets.Select(d => new EvaluationImages(d.Adapter, d.Adapter.Open(roots.Of(d), split), onFault))];

    /// <summary>Passes images on until the command is to stop.</summary>
    public IEnumerable<EvaluationImage> Each(IEnumerable<EvaluationImages> sets)
    {
        foreach (var set in sets)
        foreach (var image in set)
        {
            yield return image;
            stop.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The network with weights from a file.</summary>
    /// <exception cref="CheckpointException">The file is missing, damaged or of another network.</exception>
    public TModel LoadModel(string weights)
    {
        var model = new TModel();
        try
        {
            NetworkWeights.Load(weights, model);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static Architecture DescribeModel()
    {
        using var model = new TModel();
        return model.Architecture;
    }
}
