using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Gradient descent, with momentum when asked for.</summary>
    public class SGD : OptimizerHelper, optim.IMomentum
    {
        public SGD(
            IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0,
            bool nesterov = false, bool maximize = false)
            : this([new ParamGroup { Parameters = [.. parameters] }], lr, momentum, dampening, weight_decay, nesterov, maximize)
        {
        }

        public SGD(
            IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0,
            bool nesterov = false, bool maximize = false)
        {
            _defaults = new Options
            {
                LearningRate = lr,
                InitialLearningRate = lr,
                momentum = momentum,
                dampening = dampening,
                weight_decay = weight_decay,
                nesterov = nesterov,
                maximize = maximize,
            };
            foreach (ParamGroup group in parameters) add_param_group(group);
        }

        /// <summary>The momentum that groups without their own have.</summary>
        public double Momentum
        {
            get => ((Options)_defaults).momentum ?? 0;
            set => ((Options)_defaults).momentum = value;
        }

        /// <summary>Adds a group; its options that are null become the optimiser's.</summary>
        public override void add_param_group(Modules.ParamGroup param_group)
        {
            if (param_group.Options is not Options own)
                throw new ArgumentException($"{nameof(SGD)} needs a {nameof(SGD)}.{nameof(ParamGroup)}, not a {param_group.GetType()}.", nameof(param_group));
            var defaults = (Options)_defaults;
            own.momentum ??= defaults.momentum;
            own.dampening ??= defaults.dampening;
            own.weight_decay ??= defaults.weight_decay;
            own.nesterov ??= defaults.nesterov;
            own.maximize ??= defaults.maximize;
            base.add_param_group(param_group);
        }

        public override Tensor step(Func<Tensor> closure = null!) => _step<ParamGroup>(Update, closure);

        protected override void Dispose(bool disposing)
        {
            DisposeStates(disposing);
            base.Dispose(disposing);
        }

        private protected override OptimizerState MakeState(Parameter parameter) => new State(parameter);

        private void Update(ParamGroup group)
        {
            Updates<State> updates = Collect<State>(group);
            if (updates.IsEmpty) return;
            Options options = group.Options;
            double momentum = options.momentum ?? 0;
            Tensor[] parameters = updates.Parameters;
            Tensor[] gradients = updates.Gradients;
            if (options.maximize == true) gradients = Foreach.Negated(gradients);
            if (options.weight_decay is double decay and not 0) gradients = Foreach.Sum(gradients, parameters, decay);
            if (momentum != 0)
            {
                Tensor[] velocities = Accelerate(updates.States, gradients, momentum, options.dampening ?? 0);
                gradients = options.nesterov == true ? Foreach.Sum(gradients, velocities, momentum) : velocities;
            }
            Foreach.Add(parameters, gradients, -group.LearningRate);
        }

        /// <summary>The first gradient starts the velocity; later ones are added to what is left of it.</summary>
        private static Tensor[] Accelerate(IReadOnlyList<State> states, Tensor[] gradients, double momentum, double dampening)
        {
            var moving = new List<Tensor>(states.Count);
            var pushes = new List<Tensor>(states.Count);
            for (int i = 0; i < gradients.Length; i++)
            {
                if (states[i].momentum_buffer is { } velocity)
                {
                    moving.Add(velocity);
                    pushes.Add(gradients[i]);
                }
                else
                {
                    states[i].momentum_buffer = gradients[i].clone().detach_().DetachFromDisposeScope();
                }
            }
            if (moving.Count > 0)
            {
                Tensor[] velocities = [.. moving];
                Foreach.Multiply(velocities, momentum);
                Foreach.Add(velocities, [.. pushes], 1 - dampening);
            }
            return [.. states.Select(state => state.momentum_buffer!)];
        }

        /// <summary>Settings of one group; what is null comes from the optimiser.</summary>
        public class Options : OptimizerOptions
        {
            public double? momentum;

            public double? dampening;

            public double? weight_decay;

            public bool? nesterov;

            public bool? maximize;

            public override void SaveStateDict(BinaryWriter writer)
            {
                base.SaveStateDict(writer);
                Write(writer, momentum);
                Write(writer, dampening);
                Write(writer, weight_decay);
                Write(writer, nesterov);
                Write(writer, maximize);
            }

            public override void LoadStateDict(BinaryReader reader)
            {
                base.LoadStateDict(reader);
                momentum = ReadDouble(reader);
                dampening = ReadDouble(reader);
                weight_decay = ReadDouble(reader);
                nesterov = ReadBoolean(reader);
                maximize = ReadBoolean(reader);
            }

            public override void LoadStateDict(OptimizerOptions source)
            {
                base.LoadStateDict(source);
                if (source is not Options own) return;
                momentum = own.momentum;
                dampening = own.dampening;
                weight_decay = own.weight_decay;
                nesterov = own.nesterov;
                maximize = own.maximize;
            }
        }

        /// <summary>Parameters that share settings.</summary>
        public class ParamGroup : ParamGroup<Options>, optim.IMomentum
        {
            public ParamGroup()
            {
            }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
            {
            }

            public ParamGroup(
                IEnumerable<Parameter> parameters, double lr = 0.001, double momentum = 0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false)
                : base(parameters, new Options { LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize })
            {
            }

            public double Momentum
            {
                get => Options.momentum ?? 0;
                set => Options.momentum = value;
            }
        }

        /// <summary>What the optimiser remembers of one parameter.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            public Tensor? momentum_buffer;

            public State(Parameter parameter) : base(parameter)
            {
            }

            public override void Initialize(OptimizerOptions options)
            {
                Dispose();
                momentum_buffer = null;
            }

            public override void SaveStateDict(BinaryWriter writer)
            {
                Save(writer, momentum_buffer);
            }

            public override void LoadStateDict(BinaryReader reader)
            {
                Load(reader, ref momentum_buffer, _parameter.device);
            }

            public override void LoadStateDict(OptimizerState source)
            {
                var other = (State)source;
                Copy(other.momentum_buffer, ref momentum_buffer);
            }

            public override bool ApproximatelyEquals(OptimizerState other) =>
                other is State state && Close(momentum_buffer, state.momentum_buffer);

            public override void to(Device device)
            {
                Move(ref momentum_buffer, device);
            }

            public void Dispose()
            {
                momentum_buffer?.Dispose();
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static Modules.SGD SGD(
                IEnumerable<Modules.Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0,
                double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            public static Modules.SGD SGD(
                IEnumerable<(string name, Modules.Parameter parameter)> parameters, double learningRate, double momentum = 0,
                double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters.Select(each => each.parameter), learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            public static Modules.SGD SGD(
                IEnumerable<Modules.SGD.ParamGroup> parameters, double learningRate, double momentum = 0, double dampening = 0,
                double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }
}
