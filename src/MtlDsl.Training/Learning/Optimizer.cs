using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>Moves parameters that share their settings against their gradients, and keeps what the rule remembers of each.</summary>
/// <param name="parameters">Parameters and the names that checkpoints know them by.</param>
internal abstract class Optimizer(IReadOnlyList<(string Name, Parameter Parameter)> parameters) : IDisposable
{
    private const string Memory = "optimizer.";

    private readonly Dictionary<string, ParameterState> states = parameters.ToDictionary(item => item.Name, _ => new ParameterState());

    /// <summary>The parameters with their names.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> Parameters { get; } = parameters;

    /// <summary>An optimiser of the kind that the options name.</summary>
    /// <param name="parameters">Parameters and the names that checkpoints know them by.</param>
    /// <param name="options">The rule and its numbers.</param>
    /// <param name="weightDecay">In place of the options' own: not every parameter decays.</param>
    public static Optimizer Create(IReadOnlyList<(string Name, Parameter Parameter)> parameters, TrainingOptions options, double weightDecay) => options.Optimizer switch
    {
        OptimizerKind.Sgd => new SgdOptimizer(parameters, options.Momentum, weightDecay),
        OptimizerKind.Adam => new AdamOptimizer(parameters, "aten::_fused_adam_", weightDecay),
        OptimizerKind.AdamW => new AdamOptimizer(parameters, "aten::_fused_adamw_", weightDecay),
        OptimizerKind.AdaDelta => new AdaDeltaOptimizer(parameters, weightDecay),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Optimizer, "There is no such optimiser."),
    };

    /// <summary>Moves every parameter that has a gradient.</summary>
    public void Step(double learningRate)
    {
        using var mode = no_grad();
        using var scope = NewDisposeScope();
        var updates = new Updates(Parameters.Count);
        foreach (var (name, parameter) in Parameters)
            if (parameter.grad is { } gradient)
                updates.Add(parameter, gradient, states[name]);
        if (updates.Parameters.Count > 0)
            Update(updates, learningRate);
    }

    /// <summary>What the rule remembers, for a checkpoint: in one order, so that a run that was taken up writes the same bytes.</summary>
    public IEnumerable<TensorToStore> Save() =>
        from item in Parameters
        from slot in Slots
        where states[item.Name].Slots.ContainsKey(slot)
        select TensorStorage.ToStore($"{Memory}{item.Name}.{slot}", states[item.Name][slot]);

    /// <summary>Takes up what <see cref="Save"/> gave; a parameter that is not there is as before its first step.</summary>
    /// <exception cref="FormatException">A tensor has another shape.</exception>
    public void Restore(StateFile checkpoint)
    {
        using var mode = no_grad();
        foreach (var (name, parameter) in Parameters)
            foreach (var slot in Slots)
                if (checkpoint.Tensors.TryGetValue($"{Memory}{name}.{slot}", out var stored))
                {
                    using var value = slot == Steps && stored.Count == 1 ? stored.ToTensor() : stored.ToTensor(parameter.shape);
                    states[name][slot] = Restored(value, slot, parameter);
                }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var state in states.Values)
            state.Dispose();
    }

    /// <summary>The names of what the rule remembers of a parameter.</summary>
    protected abstract IReadOnlyList<string> Slots { get; }

    /// <summary>Moves parameters of which each has a gradient.</summary>
    protected abstract void Update(Updates updates, double learningRate);

    /// <summary>How many steps a parameter has taken, for rules that count: a number on the parameter's device.</summary>
    protected const string Steps = "steps";

    // Fused operators walk through memory and ask no tensor for its layout: what belongs together must have the same.
    private static Tensor Restored(Tensor value, string slot, Parameter parameter) => slot == Steps
        ? value.to(ScalarType.Float32).to(parameter.device).DetachFromDisposeScope()
        : empty_like(parameter).copy_(value).DetachFromDisposeScope();

    /// <summary>What the rule remembers of one parameter, by name.</summary>
    protected sealed class ParameterState : IDisposable
    {
        public Dictionary<string, Tensor> Slots { get; } = [];

        public Tensor this[string slot]
        {
            get => Slots[slot];
            set
            {
                if (Slots.Remove(slot, out var old))
                    old.Dispose();
                Slots[slot] = value;
            }
        }

        /// <summary>A slot's tensor, made of zeros at the first call.</summary>
        /// <param name="slot">Its name.</param>
        /// <param name="make">Makes the tensor; its owner is the state.</param>
        /// <param name="isNew">Whether it was made by this call.</param>
        public Tensor GetOrAdd(string slot, Func<Tensor> make, out bool isNew)
        {
            isNew = !Slots.TryGetValue(slot, out var value);
            return value ?? (Slots[slot] = make().DetachFromDisposeScope());
        }

        public void Dispose()
        {
            foreach (var tensor in Slots.Values)
                tensor.Dispose();
        }
    }

    /// <summary>Parameters, their gradients and what is remembered of them, side by side.</summary>
    protected sealed class Updates(int capacity)
    {
        public List<Tensor> Parameters { get; } = new(capacity);

        public List<Tensor> Gradients { get; } = new(capacity);

        public List<ParameterState> States { get; } = new(capacity);

        public void Add(Tensor parameter, Tensor gradient, ParameterState state)
        {
            Parameters.Add(parameter);
            Gradients.Add(TensorLayout.IsSame(gradient, parameter) ? gradient : empty_like(parameter).copy_(gradient));
            States.Add(state);
        }

        /// <summary>Some of them, by their numbers.</summary>
        public Updates Part(IReadOnlyList<int> numbers)
        {
            var part = new Updates(numbers.Count);
            foreach (var i in numbers)
            {
                part.Parameters.Add(Parameters[i]);
                part.Gradients.Add(Gradients[i]);
                part.States.Add(States[i]);
            }
            return part;
        }

        /// <summary>One slot of all parameters, of zeros before the first step.</summary>
        public List<Tensor> Slot(string name) => [.. States.Select((state, i) => state.GetOrAdd(name, () => zeros_like(Parameters[i]), out _))];
    }
}
