using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Adam with weight decay apart from the gradient (Loshchilov and Hutter, 2019).</summary>
    public class AdamW : OptimizerHelper, optim.IBetas
    {
        public AdamW(
            IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : this([new ParamGroup { Parameters = [.. parameters] }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
        {
        }

        public AdamW(
            IEnumerable<ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        {
            _defaults = new Options
            {
                LearningRate = lr,
                InitialLearningRate = lr,
                beta1 = beta1,
                beta2 = beta2,
                eps = eps,
                weight_decay = weight_decay,
                amsgrad = amsgrad,
                maximize = maximize,
            };
            foreach (ParamGroup group in parameters) add_param_group(group);
        }

        /// <summary>The decay rates that groups without their own have.</summary>
        public (double, double) Betas
        {
            get => (((Options)_defaults).beta1 ?? 0, ((Options)_defaults).beta2 ?? 0);
            set => (((Options)_defaults).beta1, ((Options)_defaults).beta2) = value;
        }

        /// <summary>Adds a group; its options that are null become the optimiser's.</summary>
        public override void add_param_group(Modules.ParamGroup param_group)
        {
            if (param_group.Options is not Options own)
                throw new ArgumentException($"{nameof(AdamW)} needs a {nameof(AdamW)}.{nameof(ParamGroup)}, not a {param_group.GetType()}.", nameof(param_group));
            var defaults = (Options)_defaults;
            own.beta1 ??= defaults.beta1;
            own.beta2 ??= defaults.beta2;
            own.eps ??= defaults.eps;
            own.weight_decay ??= defaults.weight_decay;
            own.amsgrad ??= defaults.amsgrad;
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
            foreach (State state in updates.States) state.step++;
            // Parameters that joined later have taken fewer steps and another correction of their moments.
            foreach ((long steps, Updates<State> part) in updates.SplitBy(state => state.step)) Update(group, part, steps);
        }

        private static void Update(ParamGroup group, Updates<State> updates, long steps)
        {
            Options options = group.Options;
            double beta1 = options.beta1 ?? 0.9, beta2 = options.beta2 ?? 0.999, decay = options.weight_decay ?? 0;
            Tensor[] parameters = updates.Parameters;
            Tensor[] gradients = updates.Gradients;
            if (options.maximize == true) gradients = Foreach.Negated(gradients);
            if (decay != 0) Foreach.Multiply(parameters, 1 - group.LearningRate * decay);

            Tensor[] means = updates.Of(state => state.exp_avg);
            Tensor[] squares = updates.Of(state => state.exp_avg_sq);
            Foreach.Multiply(means, beta1);
            Foreach.Add(means, gradients, 1 - beta1);
            Foreach.Multiply(squares, beta2);
            Foreach.AddProduct(squares, gradients, gradients, 1 - beta2);
            if (options.amsgrad == true) squares = Largest(updates, squares);

            Tensor[] divisors = Foreach.SquareRoot(squares);
            Foreach.Divide(divisors, Math.Sqrt(1 - Math.Pow(beta2, steps)));
            Foreach.Add(divisors, options.eps ?? 1e-8);
            Foreach.AddQuotient(parameters, means, divisors, -group.LearningRate / (1 - Math.Pow(beta1, steps)));
        }

        /// <summary>Keeps the largest mean square that each element ever had.</summary>
        private static Tensor[] Largest(Updates<State> updates, Tensor[] squares)
        {
            Tensor[] largest = Foreach.Maximum(updates.Of(state => state.max_exp_avg_sq!), squares);
            for (int i = 0; i < largest.Length; i++)
            {
                updates.States[i].max_exp_avg_sq!.Dispose();
                updates.States[i].max_exp_avg_sq = largest[i].DetachFromDisposeScope();
            }
            return largest;
        }

        /// <summary>Settings of one group; what is null comes from the optimiser.</summary>
        public class Options : OptimizerOptions
        {
            public double? beta1;

            public double? beta2;

            public double? eps;

            public double? weight_decay;

            public bool? amsgrad;

            public bool? maximize;

            public override void SaveStateDict(BinaryWriter writer)
            {
                base.SaveStateDict(writer);
                Write(writer, beta1);
                Write(writer, beta2);
                Write(writer, eps);
                Write(writer, weight_decay);
                Write(writer, amsgrad);
                Write(writer, maximize);
            }

            public override void LoadStateDict(BinaryReader reader)
            {
                base.LoadStateDict(reader);
                beta1 = ReadDouble(reader);
                beta2 = ReadDouble(reader);
                eps = ReadDouble(reader);
                weight_decay = ReadDouble(reader);
                amsgrad = ReadBoolean(reader);
                maximize = ReadBoolean(reader);
            }

            public override void LoadStateDict(OptimizerOptions source)
            {
                base.LoadStateDict(source);
                if (source is not Options own) return;
                beta1 = own.beta1;
                beta2 = own.beta2;
                eps = own.eps;
                weight_decay = own.weight_decay;
                amsgrad = own.amsgrad;
                maximize = own.maximize;
            }
        }

        /// <summary>Parameters that share settings.</summary>
        public class ParamGroup : ParamGroup<Options>, optim.IBetas
        {
            public ParamGroup()
            {
            }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
            {
            }

            public ParamGroup(
                IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                : base(parameters, new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize })
            {
            }

            public (double, double) Betas
            {
                get => (Options.beta1 ?? 0, Options.beta2 ?? 0);
                set => (Options.beta1, Options.beta2) = value;
            }
        }

        /// <summary>What the optimiser remembers of one parameter.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            /// <summary>How often the parameter was changed.</summary>
            public long step;

            public Tensor exp_avg = null!;

            public Tensor exp_avg_sq = null!;

            public Tensor? max_exp_avg_sq;

            public State(Parameter parameter) : base(parameter)
            {
            }

            public override void Initialize(OptimizerOptions options)
            {
                Dispose();
                step = 0;
                exp_avg = Zeros();
                exp_avg_sq = Zeros();
                max_exp_avg_sq = ((Options)options).amsgrad == true ? Zeros() : null;
            }

            public override void SaveStateDict(BinaryWriter writer)
            {
                writer.Write(step);
                Save(writer, exp_avg);
                Save(writer, exp_avg_sq);
                Save(writer, max_exp_avg_sq);
            }

            public override void LoadStateDict(BinaryReader reader)
            {
                step = reader.ReadInt64();
                Load(reader, ref exp_avg!, _parameter.device);
                Load(reader, ref exp_avg_sq!, _parameter.device);
                Load(reader, ref max_exp_avg_sq, _parameter.device);
            }

            public override void LoadStateDict(OptimizerState source)
            {
                var other = (State)source;
                step = other.step;
                Copy(other.exp_avg, ref exp_avg!);
                Copy(other.exp_avg_sq, ref exp_avg_sq!);
                Copy(other.max_exp_avg_sq, ref max_exp_avg_sq);
            }

            public override bool ApproximatelyEquals(OptimizerState other) =>
                other is State state && step == state.step && Close(exp_avg, state.exp_avg) && Close(exp_avg_sq, state.exp_avg_sq) && Close(max_exp_avg_sq, state.max_exp_avg_sq);

            public override void to(Device device)
            {
                Move(ref exp_avg!, device);
                Move(ref exp_avg_sq!, device);
                Move(ref max_exp_avg_sq, device);
            }

            public void Dispose()
            {
                exp_avg?.Dispose();
                exp_avg_sq?.Dispose();
                max_exp_avg_sq?.Dispose();
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
            public static Modules.AdamW AdamW(
                IEnumerable<Modules.Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            public static Modules.AdamW AdamW(
                IEnumerable<(string name, Modules.Parameter parameter)> parameters, double lr = 0.001, double beta1 = 0.9,
                double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters.Select(each => each.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            public static Modules.AdamW AdamW(
                IEnumerable<Modules.AdamW.ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999,
                double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        }
    }
}
