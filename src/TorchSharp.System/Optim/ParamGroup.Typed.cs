using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters that share settings of one kind of optimiser.</summary>
public class ParamGroup<TOptions> : ParamGroup, optim.ILearningRateController where TOptions : OptimizerOptions, new()
{
    public ParamGroup() => base.Options = new TOptions();

    public ParamGroup(IEnumerable<Parameter> parameters, TOptions options = null!)
    {
        // Kept as a list: an enumerable of a module would make its parameters anew at every step.
        Parameters = parameters as IList<Parameter> ?? [.. parameters];
        base.Options = options ?? new TOptions();
    }

    public new TOptions Options
    {
        get => (TOptions)base.Options;
        set => base.Options = value;
    }
}
