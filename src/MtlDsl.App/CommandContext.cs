using MtlDsl.App.Display;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using TorchSharp;

namespace MtlDsl.App;

/// <summary>What all commands of a program share.</summary>
internal sealed class CommandContext<TModel>(
    IReadOnlyList<DataSet> dataSets, TrainingOptions defaults, Screen screen, OwnProgram program, CancellationToken stop)
    where TModel : class, IMultitaskModel, IOnnxExportable, new()
{
    private readonly Lazy<Architecture> architecture = new(() => dataSets.Count > 0 ? dataSets[0].Adapter.Architecture : DescribeModel());

    public Architecture Architecture => architecture.Value;

    public TrainingOptions Defaults => defaults;

    public Screen Screen => screen;

    public OwnProgram Program => program;

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
    /// <param name="options">
    /// Which share of the training images is held out where a data set has no validation images of its own; with 0 none is, and the network is
    /// measured on the test images. Which heads learn: data sets that label none of them are left out.
    /// </param>
    /// <param name="onFault">What is done about broken images among those that the network is measured on.</param>
    /// <exception cref="InvalidOperationException">The program has none.</exception>
    /// <exception cref="DataException">None of them labels a head that learns.</exception>
    public (IReadOnlyList<BatchFeed> Training, IReadOnlyList<EvaluationImages> Validation) OpenTraining(DataRoots roots, TrainingOptions options, FaultPolicy onFault)
    {
        var parts = Open(roots, Split.Train, options.Only).Select(opened =>
        {
            var (set, train) = opened;
            var own = set.Adapter.Open(roots.Of(set), options.ValidationShare == 0 ? Split.Test : Split.Validation);
            var (learnt, held) = own.Count > 0 ? (train, own) : HoldOut.Split(train, options.ValidationShare, (ulong)options.Seed);
            return (Feed: new BatchFeed(set.Adapter, learnt, set.Weight), Images: new EvaluationImages(set.Adapter, held, onFault));
        }).ToList();
        return ([.. parts.Select(part => part.Feed)], [.. parts.Select(part => part.Images)]);
    }

    /// <summary>The images of a split, data set after data set.</summary>
    /// <param name="roots">Where the data sets lie.</param>
    /// <param name="split">Which part of them.</param>
    /// <param name="only">The heads that the images are for: data sets that label none of them are left out. Null or empty for all.</param>
    /// <param name="onFault">What is done about broken images.</param>
    /// <exception cref="InvalidOperationException">The program has no data set.</exception>
    /// <exception cref="DataException">None of them labels one of the heads.</exception>
    public IReadOnlyList<EvaluationImages> OpenImages(
        DataRoots roots, Split split, IReadOnlyList<string>? only = null, FaultPolicy onFault = FaultPolicy.Stop) =>
        [.. Open(roots, split, only ?? []).Select(opened => new EvaluationImages(opened.Set.Adapter, opened.Images, onFault))];

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

    /// <summary>The network with weights from a file, on a device; from here on this process computes in full float32.</summary>
    /// <exception cref="DeviceException">The device is not there.</exception>
    /// <exception cref="CheckpointException">The file is missing, damaged or of another network.</exception>
    public TModel LoadModel(string weights, string device) => LoadModel(weights, device, out _);

    /// <summary>The network with weights from a file, on a device; from here on this process computes in full float32.</summary>
    /// <param name="weights">The file.</param>
    /// <param name="device">The device.</param>
    /// <param name="loaded">What the file holds.</param>
    /// <exception cref="DeviceException">The device is not there.</exception>
    /// <exception cref="CheckpointException">The file is missing, damaged or of another network.</exception>
    public TModel LoadModel(string weights, string device, out LoadReport loaded)
    {
        Devices.AllowTf32(false);
        var model = new TModel();
        try
        {
            model.Module.to(Devices.Open(device));
            loaded = NetworkWeights.Load(weights, model);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private IReadOnlyList<(DataSet Set, IExampleSource Images)> Open(DataRoots roots, Split split, IReadOnlyList<string> only)
    {
        var wanted = Architecture.Heads.Where(head => only.Contains(head.Name)).Aggregate(LabelKinds.None, (kinds, head) => kinds | head.LearnsFrom());
        var opened = DataSets.Select(set => (Set: set, Images: set.Adapter.Open(roots.Of(set), split)))
            .Where(opened => wanted == LabelKinds.None || (opened.Images.Labels & wanted) != LabelKinds.None).ToList();
        return opened.Count > 0
            ? opened
            : throw new DataException($"No data set labels {string.Join(" or ", only)}; {string.Join(", ", DataSets.Select(set => set.Adapter.Name))} were looked at.");
    }

    private static Architecture DescribeModel()
    {
        using var model = new TModel();
        return model.Architecture;
    }
}
