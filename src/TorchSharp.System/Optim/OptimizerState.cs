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
    public virtual void to(Device device)
    {
    }

    /// <summary>Writes whether there is a tensor, then the tensor.</summary>
    private protected static void Save(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        if (tensor is null) return;
        using Tensor whole = tensor.contiguous();
        whole.Save(writer);
    }

    private protected static void Load(BinaryReader reader, ref Tensor? result, Device device)
    {
        result?.Dispose();
        result = reader.ReadBoolean() ? Tensor.Load(reader).to(device, disposeAfter: true).DetachFromDisposeScope() : null;
    }

    /// <summary>A tensor of zeros like the parameter, which outlives any scope.</summary>
    private protected Tensor Zeros()
    {
        using IDisposable quiet = no_grad();
        return zeros_like(_parameter).DetachFromDisposeScope();
    }

    /// <summary>Replaces a tensor by a copy of another state's.</summary>
    private protected static void Copy(Tensor? source, ref Tensor? target)
    {
        target?.Dispose();
        target = source?.clone().DetachFromDisposeScope();
    }

    private protected static void Move(ref Tensor? tensor, Device device)
    {
        Tensor? moved = tensor?.to(device, disposeAfter: true).DetachFromDisposeScope();
        tensor = moved;
    }

    private protected static bool Close(Tensor? one, Tensor? other) =>
        one is null || other is null ? one is null && other is null : one.allclose(other);
}
