using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimiser remembers of one parameter.</summary>
public abstract class OptimizerState
{
    protected Parameter _parameter;

    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>Sets the state that precedes the first step.</summary>
    public abstract void Initialize(OptimizerOptions options);

    public abstract void SaveStateDict(BinaryWriter writer);

    public abstract void LoadStateDict(BinaryReader reader);

    public abstract void LoadStateDict(OptimizerState source);

    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    /// <summary>Moves the state's tensors to where the parameter is going.</summary>
    public virtual void to(Device device) => Tensors = Array.ConvertAll(Tensors, tensor => tensor?.to(device, disposeAfter: true).DetachFromDisposeScope());

    /// <summary>The steps taken; null where the optimiser does not count them.</summary>
    private protected virtual long? Steps
    {
        get => null;
        set { }
    }

    /// <summary>The tensors that are remembered, in the order in which they are stored.</summary>
    private protected virtual Tensor?[] Tensors
    {
        get => [];
        set { }
    }

    /// <summary>A tensor of zeros like the parameter, which outlives any scope.</summary>
    private protected Tensor Zeros()
    {
        using IDisposable quiet = no_grad();
        return zeros_like(_parameter).DetachFromDisposeScope();
    }

    /// <summary>Writes the steps, then of each tensor whether there is one, and the tensor.</summary>
    private protected void Save(BinaryWriter writer)
    {
        if (Steps is long steps) writer.Write(steps);
        foreach (Tensor? tensor in Tensors)
        {
            writer.Write(tensor is not null);
            if (tensor is null) continue;
            using Tensor whole = tensor.contiguous();
            whole.Save(writer);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    private protected void Load(BinaryReader reader)
    {
        if (Steps.HasValue) Steps = reader.ReadInt64();
        Replace(Array.ConvertAll(Tensors, _ => reader.ReadBoolean() ? Tensor.Load(reader).to(_parameter.device, disposeAfter: true) : null));
    }

    /// <summary>Takes the steps and copies of the tensors of a state of the same kind.</summary>
    private protected void Copy(OptimizerState source)
    {
        Steps = source.Steps;
        Replace(Array.ConvertAll(source.Tensors, tensor => tensor?.clone()));
    }

    private protected bool IsCloseTo(OptimizerState other) =>
        Steps == other.Steps && Tensors.Zip(other.Tensors).All(pair => Close(pair.First, pair.Second));

    private protected void DisposeTensors() => Array.ForEach(Tensors, tensor => tensor?.Dispose());

    private void Replace(Tensor?[] tensors)
    {
        DisposeTensors();
        Tensors = Array.ConvertAll(tensors, tensor => tensor?.DetachFromDisposeScope());
    }

    private static bool Close(Tensor? one, Tensor? other) =>
        one is null || other is null ? one is null && other is null : one.allclose(other);
}
